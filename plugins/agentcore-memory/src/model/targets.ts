import { TargetAccount } from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../api';
import { Translate } from '../translation';

/** What can be chosen, and what of the choice cannot. */
export interface PlaceOptions {
  accounts: string[];
  /** Of the account that is chosen. */
  regions: string[];
  accountProblem?: string;
  regionProblem?: string;
}

/** The options for a choice among targets. What was chosen elsewhere, say by a link, is a problem and not dropped. */
export function placeOptions(
  t: Translate,
  { accountId, region }: Partial<TargetPlace>,
  targets: readonly TargetAccount[],
): PlaceOptions {
  const account = targets.find(each => each.accountId === accountId);
  const regions = account?.regions ?? [];
  return {
    accounts: targets.map(each => each.accountId),
    regions,
    ...(accountId &&
      !account && {
        accountProblem: t('create.target.accountProblem'),
      }),
    ...(account &&
      region &&
      !regions.includes(region) && {
        regionProblem: t('create.target.regionProblem'),
      }),
  };
}

function only(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** The choice with what is chosen by itself, since there is but one. */
export function completePlace(
  chosen: Partial<TargetPlace>,
  targets: readonly TargetAccount[],
): Partial<TargetPlace> {
  const accountId =
    chosen.accountId ?? only(targets.map(each => each.accountId));
  const account = targets.find(each => each.accountId === accountId);
  const region = chosen.region ?? only(account?.regions ?? []);
  return { ...(accountId && { accountId }), ...(region && { region }) };
}

/** The choice with another account; the region stays where the account has it. */
export function withAccount(
  { region }: Partial<TargetPlace>,
  accountId: string,
  targets: readonly TargetAccount[],
): Partial<TargetPlace> {
  const account = targets.find(each => each.accountId === accountId);
  const keeps = region !== undefined && account?.regions.includes(region);
  return completePlace({ accountId, ...(keeps && { region }) }, targets);
}
