import Typography from '@material-ui/core/Typography';

/** Says that the provider did not write an entity, so none of its content is shown. */
export function NotOurs() {
  return (
    <Typography>
      The AgentCore memory provider did not write this entity, so nothing that
      it says is shown.
    </Typography>
  );
}
