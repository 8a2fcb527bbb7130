import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import useDebounce from 'react-use/esm/useDebounce';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  memoryEntityRef,
  parseMemoryArn,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import {
  offeredOf,
  OfferedMemories,
  optionOfArn,
  optionsQuery,
  toOption,
} from '../model/memoryOptions';
import { readMemories } from '../model/readMemories';

const TYPING_MS = 300;

/** The memories that a form offers for a text, as the catalog shows them to the reader. */
export function useMemoryOptions(
  offered: OfferedMemories | undefined,
  text: string,
) {
  const catalogApi = useApi(catalogApiRef);
  const [asked, setAsked] = useState(text);
  useDebounce(() => setAsked(text), TYPING_MS, [text]);
  return useAsyncRetry(async () => {
    const { items } = await catalogApi.queryEntities(
      optionsQuery(offered, asked),
    );
    return offeredOf(offered, readMemories(items));
  }, [catalogApi, offered, asked]);
}

/** The memory of an ARN; one that the catalog does not show has no `memory`. */
export function useChosenMemory(memoryArn: string | undefined) {
  const catalogApi = useApi(catalogApiRef);
  return useAsyncRetry(async () => {
    const parts = memoryArn ? parseMemoryArn(memoryArn) : undefined;
    if (!memoryArn) return undefined;
    if (!parts) return optionOfArn(memoryArn);
    const { memoryId } = parts;
    const entity = await catalogApi.getEntityByRef(
      memoryEntityRef({ arn: memoryArn, memoryId }),
    );
    const memory = entity && readMemoryEntity(entity);
    return memory?.arn === memoryArn
      ? toOption(memory)
      : optionOfArn(memoryArn);
  }, [catalogApi, memoryArn]);
}
