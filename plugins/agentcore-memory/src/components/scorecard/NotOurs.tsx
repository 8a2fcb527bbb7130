import Typography from '@material-ui/core/Typography';

/** Says that an entity only looks like one of the provider's, so that it is not believed. */
export function NotOurs() {
  return (
    <Typography>
      The AgentCore memory provider did not write this entity, so nothing that
      it says is shown.
    </Typography>
  );
}
