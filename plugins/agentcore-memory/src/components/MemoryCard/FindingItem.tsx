import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Finding, Fix } from 'backstage-plugin-agentcore-memory-common';
import { MemoryWaivers } from '../../hooks/useFindingWaivers';
import { useTranslate } from '../../hooks/useTranslate';
import { WhoFixes } from '../../model/whoFixes';
import { OutcomeChip } from '../scorecard/StatusChip';
import { Unfold } from '../layout/Unfold';
import { FindingWaiver } from '../waivers/FindingWaiver';
import { EvidenceTable } from './EvidenceTable';
import { FixHints } from './FixHints';
import { FixView } from './FixView';

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 1),
  },
  reason: { overflowWrap: 'anywhere' },
}));

/** A fix, who can carry it out, and the template that does it. */
export interface FixOffer {
  fix: Fix;
  who: WhoFixes;
  replacement?: string;
}

/** One finding: rule, outcome and reason. The fix and the evidence unfold, and are open where there is something to do. */
export function FindingItem({
  finding,
  offer,
  waivers,
  id,
}: {
  finding: Finding;
  /** Left out: there is nothing to fix, or it is not known how. */
  offer?: FixOffer;
  /** Of the memory; left out: it is none yet, or the reader may not read waivers. */
  waivers?: MemoryWaivers;
  /** By which the item can be given the focus. */
  id?: string;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const title = t(`rules.title.${finding.rule}`);
  const why = t(`rules.why.${finding.rule}`);
  const isOpen =
    finding.outcome !== 'pass' && finding.outcome !== 'not-applicable';
  return (
    <li className={classes.item} id={id} tabIndex={-1}>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h3" title={why}>
          <strong>{title}</strong>
        </Typography>
        <OutcomeChip outcome={finding.outcome} />
      </div>
      <Typography variant="body2" className={classes.reason}>
        {finding.reason}
      </Typography>
      {waivers && <FindingWaiver finding={finding} waivers={waivers} />}
      {finding.evidence.length > 0 && (
        <Unfold
          show={t('memory.evidence.show')}
          hide={t('memory.evidence.hide')}
          about={title}
          initiallyOpen={isOpen}
        >
          <EvidenceTable evidence={finding.evidence} />
        </Unfold>
      )}
      {offer && (
        <Unfold
          show={t('memory.fix.show')}
          hide={t('memory.fix.hide')}
          about={title}
          initiallyOpen
        >
          <FixHints who={offer.who} replacement={offer.replacement} />
          <FixView fix={offer.fix} title={title} />
        </Unfold>
      )}
    </li>
  );
}
