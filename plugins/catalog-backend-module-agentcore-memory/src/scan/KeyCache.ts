import {
  KeyFacts,
  keyArnOf,
  Observed,
} from 'backstage-plugin-agentcore-memory-common';
import { KeyReader, KeyReading } from 'backstage-plugin-agentcore-memory-node';
import { KeyAnswer } from '../store/mergeAnswers';

type Tags = Observed<Record<string, string>>;

/** The keys of one run: each is read once, and its tags are. */
export class KeyCache {
  readonly #reader: KeyReader;
  readonly #tags = new Map<string, Tags>();

  constructor(reader: KeyReader) {
    this.#reader = reader;
  }

  /** Reads the key that a memory in this account names, but for its tags. Never rejects, but for an abort. */
  read(keyArn: string, memoryAccountId: string): Promise<KeyReading> {
    return this.#reader.read(keyArn, memoryAccountId);
  }

  /**
   * The ARN of a key whose tags are to be asked for. `undefined`: they are known, or only the key's own account
   * is told them.
   */
  untagged({ metadata, own }: KeyReading): string | undefined {
    if (metadata.state !== 'known' || !own) return undefined;
    const { arn } = metadata.value;
    return this.#tags.has(arn) ? undefined : arn;
  }

  setTags(keyArn: string, tags: Tags): void {
    this.#tags.set(keyArn, tags);
  }

  /** What the store is told of a key. An alias that stands for no known key is stored by its own ARN. */
  toAnswer({ place, own, askedAt, ...known }: KeyReading): KeyAnswer {
    const facts: KeyFacts = {
      ...known,
      arn: keyArnOf(known) ?? known.arn,
      tags: this.#tagsOf(known.metadata, own),
    };
    return { facts, own, askedAt, askedBy: place.accountId };
  }

  #tagsOf(metadata: KeyReading['metadata'], own: boolean): Tags {
    if (metadata.state !== 'known') return metadata;
    if (!own) {
      return {
        state: 'denied',
        reason: 'kms:ListResourceTags: key of another account',
      };
    }
    return (
      this.#tags.get(metadata.value.arn) ?? {
        state: 'failed',
        reason: 'not read',
      }
    );
  }
}
