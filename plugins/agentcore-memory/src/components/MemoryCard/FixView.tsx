import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Typography from '@material-ui/core/Typography';
import { CodeSnippet } from '@backstage/core-components';
import { Fix } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1) },
  tabs: { minHeight: 36 },
  tab: { minHeight: 36, minWidth: 90, textTransform: 'none' },
  code: {
    // A long command scrolls in its own box, so that the page never scrolls sideways.
    overflowX: 'auto',
    fontSize: '0.8rem',
  },
}));

const SNIPPETS: {
  label: string;
  language: string;
  of: (fix: Fix) => string;
}[] = [
  { label: 'AWS CLI', language: 'bash', of: fix => fix.cli },
  { label: 'CloudFormation', language: 'yaml', of: fix => fix.cloudFormation },
  { label: 'Terraform', language: 'text', of: fix => fix.terraform },
];

/** The fix of a finding in words, and as a snippet for each of three tools. */
export function FixView({ fix, title }: { fix: Fix; title: string }) {
  const t = useTranslate();
  const classes = useStyles();
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const { language, of } = SNIPPETS[chosen];
  return (
    <div className={classes.root}>
      <Typography variant="body2">{fix.text}</Typography>
      <Tabs
        value={chosen}
        onChange={(_, index) => setChosen(index)}
        aria-label={t('memory.fix.with', { rule: title })}
        indicatorColor="primary"
        className={classes.tabs}
      >
        {SNIPPETS.map(({ label }, index) => (
          <Tab
            key={label}
            label={label}
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel`}
            className={classes.tab}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${chosen}`}
        className={classes.code}
      >
        <CodeSnippet text={of(fix)} language={language} showCopyCodeButton />
      </div>
    </div>
  );
}
