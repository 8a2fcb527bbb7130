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
import { Context, letIn, listsAbout, organizationsIn, worlds } from './worlds';

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

const EVERYBODY = {
  Effect: 'Allow',
  Principal: '*',
  Action: '*',
  Resource: '*',
};

/** Services count only through an Allow that speaks of them; see docs/rules.md. */
const speaksOfServices = (statement: RawStatement) =>
  /"aws:(Source(Account|Arn)|PrincipalIsAWSService|PrincipalServiceName)"/.test(
    JSON.stringify(statement.Condition ?? {}),
  );

const isDeny = ({ Effect }: RawStatement) => Effect === 'Deny';

function isOfServicesAlone({ Condition = {} }: RawStatement): boolean {
  const keys = Object.values(Condition).flatMap(about =>
    Object.keys(about as object),
  );
  return (
    keys.length > 0 &&
    keys.every(key => speaksOfServices({ Condition: { Any: { [key]: '' } } }))
  );
}

/** Nor do they count otherwise, unless whoever is no service is shut out for that, and for nothing else. */
function isLeftToServices(
  about: readonly RawStatement[],
  atWill: readonly Context[],
): boolean {
  const isOut = (deny: RawStatement) =>
    principalsOf(ACCOUNTS.remote, undefined).every(
      somebody =>
        letIn([deny, EVERYBODY], somebody, {}, atWill, {
          strictNotPrincipal: true,
          federated: false,
        }).length === 0,
    );
  const denies = about.filter(isDeny);
  return (
    denies.some(deny => isOfServicesAlone(deny) && isOut(deny)) &&
    !denies.some(deny => !isOfServicesAlone(deny) && isOut(deny))
  );
}

/** The worst that happens in the best and in the worst of all worlds. */
export function exposureByTrying(statements: readonly RawStatement[]) {
  const text = JSON.stringify(statements);
  const atWill = combinations(AT_WILL, statements);
  const parties = Object.values(ACCOUNTS).flatMap(account =>
    organizationsIn(text).map(organization => [account, organization] as const),
  );
  const isAboutServices = statements.some(speaksOfServices);
  const everybody = [
    ...parties.flatMap(party => principalsOf(...party)),
    ...(isAboutServices
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
          allow =>
            !somebody.caller.service ||
            speaksOfServices(allow) ||
            isLeftToServices(about, atWill),
        ),
      );
      if (isIn) worst = bad;
    }
    return worst;
  });
  return { least: Math.min(...perWorld), most: Math.max(...perWorld) };
}
