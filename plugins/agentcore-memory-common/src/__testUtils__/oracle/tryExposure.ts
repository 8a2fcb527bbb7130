import { PLAINTEXT_ACTIONS } from '../../keyPolicy/results';
import { RawStatement } from './literal';
import {
  ACCOUNTS,
  AT_WILL,
  combinations,
  ORGANIZATIONS,
  principalsOf,
  service,
  Somebody,
} from './universe';
import { letIn, listsAbout, organizationsIn, worlds } from './worlds';

/** How bad it is that somebody gets in: 0 not at all, 1 a warning, 2 a failure. */
function badness(
  { account, organization, isNamed, caller }: Somebody,
  text: string,
): number {
  const { own, memory, trusted } = ACCOUNTS;
  if ([own, memory, trusted].includes(account)) return 0;
  if (organization === ORGANIZATIONS.trusted) return 0;
  const isForeign = account === ACCOUNTS.foreign && text.includes(account);
  if (isForeign) return caller.service || !isNamed ? 1 : 0;
  return organization === ORGANIZATIONS.untrusted ? 1 : 2;
}

/** Services count only through an Allow that speaks of them; see docs/rules.md. */
const speaksOfServices = (statement: RawStatement) =>
  /"aws:(Source(Account|Arn)|PrincipalIsAWSService|PrincipalServiceName)"/.test(
    JSON.stringify(statement.Condition ?? {}),
  );

/** The worst that happens in the best and in the worst of all worlds. */
export function exposureByTrying(statements: readonly RawStatement[]) {
  const text = JSON.stringify(statements);
  const atWill = combinations(AT_WILL, statements);
  const parties = Object.values(ACCOUNTS).flatMap(account =>
    organizationsIn(text).map(organization => [account, organization] as const),
  );
  const everybody = [
    ...parties.flatMap(party => principalsOf(...party)),
    ...(statements.some(speaksOfServices)
      ? parties.flatMap(([account, organization]) =>
          [undefined, 'sns:eu-central-1:ACCOUNT:zq'].map(resource =>
            service('zq.amazonaws.com', account, organization, resource),
          ),
        )
      : []),
  ];
  const lists = listsAbout(statements, PLAINTEXT_ACTIONS);
  const perWorld = worlds(statements).map(({ chance, mode }) => {
    let worst = 0;
    for (const somebody of everybody) {
      const bad = badness(somebody, text);
      if (bad <= worst) continue;
      const isIn = lists.some(({ about }) =>
        letIn(about, somebody, chance, atWill, mode).some(
          allow => !somebody.caller.service || speaksOfServices(allow),
        ),
      );
      if (isIn) worst = bad;
    }
    return worst;
  });
  return { least: Math.min(...perWorld), most: Math.max(...perWorld) };
}
