import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Waiver, WaiverAct } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';
import { describeDaysLeft } from '../../model/waiverDays';
import { dayOf } from '../../model/today';
import { Instant } from '../layout/Instant';
import { WaiverActions } from './WaiverActions';

function Act({
  act,
  what,
}: {
  act: WaiverAct;
  what: 'approved' | 'rejected' | 'revoked';
}) {
  const t = useTranslate();
  return (
    <div>
      {t(`waivers.act.${what}`, {
        who: <EntityRefLink entityRef={act.by} defaultKind="user" hideIcon />,
        when: <Instant iso={act.at} />,
      })}
      {act.reason && (
        <Typography variant="caption" color="textSecondary" component="div">
          {act.reason}
        </Typography>
      )}
    </div>
  );
}

/** One waiver: what it is about, until when, why, and who did what. */
export function WaiverRow({
  waiver,
  onChanged,
}: {
  waiver: Waiver;
  onChanged: () => void;
}) {
  const t = useTranslate();
  const { kind, entityRef, title, ownerRef, gone, decision, revocation } =
    waiver;
  const isOpen = waiver.state === 'pending' || waiver.state === 'approved';
  return (
    <TableRow>
      <TableCell component="th" scope="row" style={{ minWidth: 160 }}>
        {gone ? (
          title
        ) : (
          <EntityRefLink entityRef={entityRef} title={title} hideIcon />
        )}
        <Typography variant="caption" color="textSecondary" component="div">
          {gone && `${t('waivers.gone')} · `}
          {kind === 'owner' ? (
            t('waivers.allOfOwner')
          ) : (
            <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />
          )}
        </Typography>
      </TableCell>
      <TableCell style={{ minWidth: 160 }}>
        {ruleTitle(t, waiver.rule)}
      </TableCell>
      <TableCell>{t(`waivers.state.${waiver.state}`)}</TableCell>
      <TableCell style={{ whiteSpace: 'nowrap' }}>
        {waiver.expiresOn}
        {isOpen && (
          <Typography variant="caption" color="textSecondary" component="div">
            {describeDaysLeft(t, waiver.expiresOn, dayOf())}
          </Typography>
        )}
      </TableCell>
      <TableCell style={{ minWidth: 220, overflowWrap: 'anywhere' }}>
        {waiver.reason}
      </TableCell>
      <TableCell style={{ minWidth: 140 }}>
        <EntityRefLink
          entityRef={waiver.requestedBy}
          defaultKind="user"
          hideIcon
        />
        <Typography variant="caption" color="textSecondary" component="div">
          <Instant iso={waiver.requestedAt} />
        </Typography>
      </TableCell>
      <TableCell style={{ minWidth: 180 }}>
        {decision && <Act act={decision} what={decision.outcome} />}
        {revocation && <Act act={revocation} what="revoked" />}
        {!decision && !revocation && t('waivers.notDecided')}
      </TableCell>
      <TableCell>
        <WaiverActions waiver={waiver} onChanged={onChanged} />
      </TableCell>
    </TableRow>
  );
}
