import { parseArgs } from 'node:util';
import { largeSeed } from '../seeds/large';
import { AGENTCORE_REGIONS } from '../seeds/regions';
import { Seed } from '../seeds/types';

/** Usage of the command. */
export const USAGE = `Usage: main.ts [--port 4577] [--seed demo|empty|large] [--events-to URL] [--events-header 'NAME: VALUE']
       [--latency MS] [--quotas documented|none]
       with --seed large: [--accounts 100] [--regions 16|us-east-1,…] [--memories 10000] [--random-seed 1]`;

/** Options of the command. */
export interface CommandOptions {
  port: number;
  /** Name of the seed, for display. */
  seedName: string;
  seed: 'demo' | 'empty' | Seed;
  eventsTo?: string;
  /** Headers of the requests with events. */
  eventsHeaders: Readonly<Record<string, string>>;
  latencyMs: number;
  quotas: 'documented' | 'none';
}

type Values = Record<
  | 'port'
  | 'seed'
  | 'latency'
  | 'quotas'
  | 'accounts'
  | 'regions'
  | 'memories'
  | 'random-seed',
  string
>;

function readNumber(values: Values, name: keyof Values, max: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new Error(
      `--${name} must be a whole number up to ${max}, not ${values[name]}`,
    );
  }
  return value;
}

function readChoice<T extends string>(
  values: Values,
  name: keyof Values,
  choices: readonly T[],
): T {
  const found = choices.find(choice => choice === values[name]);
  if (!found) {
    throw new Error(
      `--${name} must be ${choices.join(' or ')}, not ${values[name]}`,
    );
  }
  return found;
}

function readRegions(values: Values): readonly string[] {
  return /^\d+$/.test(values.regions)
    ? AGENTCORE_REGIONS.slice(
        0,
        readNumber(values, 'regions', AGENTCORE_REGIONS.length),
      )
    : values.regions.split(',');
}

function readSeed(values: Values): CommandOptions['seed'] {
  const name = readChoice(values, 'seed', ['demo', 'empty', 'large']);
  return name === 'large'
    ? largeSeed({
        seed: readNumber(values, 'random-seed', 2 ** 31),
        accounts: readNumber(values, 'accounts', 100_000),
        regions: readRegions(values),
        memories: readNumber(values, 'memories', 10_000_000),
      })
    : name;
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([\w-]+): *(\S.*)$/.exec(text) ?? [];
  // The text may be a secret.
  if (!name) throw new Error('--events-header must be NAME: VALUE');
  return [name, value];
}

/** Parses the arguments of the command; throws an error that says which one is invalid. */
export function readOptions(args: string[]): CommandOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4577' },
      seed: { type: 'string', default: 'demo' },
      'events-to': { type: 'string' },
      'events-header': { type: 'string', multiple: true, default: [] },
      latency: { type: 'string', default: '0' },
      quotas: { type: 'string', default: 'none' },
      accounts: { type: 'string', default: '100' },
      regions: { type: 'string', default: '16' },
      memories: { type: 'string', default: '10000' },
      'random-seed': { type: 'string', default: '1' },
    },
  });
  const { 'events-to': eventsTo, 'events-header': headers, ...rest } = values;
  if (eventsTo !== undefined && !/^https?:/.test(eventsTo)) {
    throw new Error(`--events-to must be an HTTP URL, not ${eventsTo}`);
  }
  return {
    port: readNumber(rest, 'port', 65_535),
    seedName: rest.seed,
    seed: readSeed(rest),
    eventsTo,
    eventsHeaders: Object.fromEntries(headers.map(readHeader)),
    latencyMs: readNumber(rest, 'latency', 60_000),
    quotas: readChoice(rest, 'quotas', ['documented', 'none']),
  };
}
