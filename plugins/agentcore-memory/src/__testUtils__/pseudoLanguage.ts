import {
  createTranslationRef,
  TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/test-utils';
import { agentCoreMemoryTranslationRef } from '../translation';
import { messages } from '../translation/messages';

interface Nested {
  [key: string]: string | Nested;
}

function wrap(nested: Nested): Nested {
  return Object.fromEntries(
    Object.entries(nested).map(([key, message]) => [
      key,
      typeof message === 'string' ? `⟦${message}⟧` : wrap(message),
    ]),
  );
}

const { id } = agentCoreMemoryTranslationRef;
const PSEUDO = createTranslationRef({ id, messages: wrap(messages) });

/** Translations of an app in which each message of the plugin stands in ⟦⟧; those of others are in English. */
export function pseudoLanguage(): TranslationApi {
  const translations = mockApis.translation();
  return {
    translation$: ref => translations.translation$(ref),
    getTranslation: ref => {
      // Whoever asks first decides of what language the messages of an id are.
      if (ref.id === id) translations.getTranslation(PSEUDO);
      return translations.getTranslation(ref);
    },
  };
}

/** Dates tell themselves, code is the same in each language, and the location is of the test app. */
const NOT_SAID = 'code, pre, style, svg, [data-testid="location"]';

/** What hovering tells, and what screen readers say in place of what is shown. */
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt'];

/** A text without the messages in it, each with the values in it. */
function withoutMessages(text: string): string {
  const before = text;
  const after = before.replace(/⟦[^⟦⟧]*⟧/g, '');
  return after === before ? after : withoutMessages(after);
}

/** A piece of text, and whether it is inside of a message that elements divide. */
function* shownTexts(root: HTMLElement): Generator<string> {
  let depth = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let outside = '';
    for (const letter of node.textContent ?? '') {
      if (letter === '⟦') depth += 1;
      else if (letter === '⟧') depth -= 1;
      else if (depth === 0) outside += letter;
    }
    if (!node.parentElement?.closest(NOT_SAID)) {
      yield outside;
    }
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of ATTRIBUTES) {
      if (element.localName !== 'time') {
        yield withoutMessages(element.getAttribute(name) ?? '');
      }
    }
  }
}

/** What the document shows that is no message; each text once. */
export function notTranslated(): string[] {
  const texts = Array.from(shownTexts(document.body), text => text.trim());
  return [...new Set(texts)].filter(text => /\p{L}/u.test(text));
}
