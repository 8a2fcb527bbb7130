import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textsOutside } from './__testUtils__/textOutside';

/** What stands in the code, and why no portal needs other words for it. */
const ALLOWED: Record<string, string> = {
  'catalog.providers.agentCoreMemory': 'a key of the configuration',
  'backstage-plugin-catalog-backend-module-agentcore-memory':
    'the name of a package',
  'AWS CLI': 'the name of a product',
  Terraform: 'the name of a product',
  Group: 'a kind of the catalog',
  UTC: 'a part of a date',
  Enabled: 'a state, as AWS spells it',
  Disabled: 'a state, as AWS spells it',
  Unavailable: 'a state, as AWS spells it',
  Creating: 'a state, as AWS spells it',
  Updating: 'a state, as AWS spells it',
  Allow: 'an effect, as policies spell it',
  Deny: 'an effect, as policies spell it',
};

const FILES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(
    file =>
      /\.tsx?$/.test(file) &&
      !/\.test\.|^__testUtils__|^translation[/.]|^setupTests/.test(file),
  )
  .sort();

const OUTSIDE = FILES.flatMap(file =>
  textsOutside(file, readFileSync(path.join(__dirname, file), 'utf8')).map(
    text => ({ file, text }),
  ),
);

describe('the texts of the frontend', () => {
  it('stand among the messages', () => {
    expect(FILES.length).toBeGreaterThan(100);
    expect(OUTSIDE.filter(({ text }) => !Object.hasOwn(ALLOWED, text))).toEqual(
      [],
    );
  });

  it.each(Object.entries(ALLOWED))('leave %s where it is: %s', text => {
    expect(OUTSIDE.map(found => found.text)).toContain(text);
  });

  it.each([
    ['text between tags', '<p>All <b>teams</b></p>', ['All', 'teams']],
    ['one lower-case word', '<p>stale</p>', ['stale']],
    ['a label', '<A aria-label="Show scopes" />', ['Show scopes']],
    ['one word of a title', '<A title={x ? "Lost" : y} />', ['Lost']],
    ['a part of a template', '`${n} stale`', ['stale']],
    ['a sentence in a function', 'const f = () => "No key";', ['No key']],
    ['a word in a table', 'const L = { off: "Off" };', ['Off']],
    [
      'text beside the key of a message',
      't("a.b", { who: <b>Nobody here</b> })',
      ['Nobody here'],
    ],
    ['no key of a message', 't("keys.blast.more", { number })', []],
    ['no path', '`${root}/keys${search}`', []],
    ['no style', '<A style={{ border: "1px solid Red" }} />', []],
  ])('would show %s', (_, source, texts) => {
    expect(textsOutside('a.tsx', source)).toEqual(texts);
  });
});
