// Takes the steps of a Dockerfile in folders: what docker would do, as far as that goes without it.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

/** What only makes sense in a system of the image's own, to the letter. */
const SYSTEM_STEPS = [
  'apt-get update && apt-get install -y --no-install-recommends python3 g++ make && rm -rf /var/lib/apt/lists/*',
  'corepack enable',
];

/** The instructions, each with its text in one line. */
export function readDockerfile(file) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => !/^\s*(#|$)/.test(line));
  const joined = lines.join('\n').replace(/\\\n\s*/g, '');
  return joined.split('\n').reduce((steps, line) => {
    // A HEALTHCHECK has its CMD on a line of its own, which the backslash joined.
    const [, name, text] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`Not understood in the Dockerfile: ${line}`);
    return [...steps, { name, text }];
  }, []);
}

/** Whether .dockerignore leaves a file out. */
export function readIgnored(file) {
  const patterns = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const text = line
        .replace(/^\*\*\//, '')
        .replaceAll('.', '\\.')
        .replaceAll('*', '[^/]*');
      const start = line.startsWith('**/') ? '(^|/)' : '^';
      return new RegExp(`${start}${text}(/|$)`);
    });
  return name => patterns.some(pattern => pattern.test(name));
}

/**
 * Takes all steps. Each stage is a folder below `folder`, which stands for the root of its file system.
 *
 * @returns what the last stage is: its `root` and `base`, and `workdir`, `env`, `user`, `command` and `healthcheck`
 */
export function takeSteps(steps, { context, folder, run }) {
  const stages = new Map();
  let stage;
  const inStage = target =>
    path.join(stage.root, path.resolve(stage.workdir, target));

  const take = {
    FROM(text) {
      const [, base, name = 'image'] = /^(\S+)(?: AS (\S+))?$/.exec(text);
      const root = path.join(folder, name);
      mkdirSync(root);
      stage = { base, root, workdir: '/', env: {} };
      stages.set(name, stage);
    },
    WORKDIR(text) {
      stage.workdir = path.resolve(stage.workdir, text);
      mkdirSync(inStage('.'), { recursive: true });
    },
    ENV(text) {
      for (const pair of text.split(/\s+/)) {
        const [name, ...value] = pair.split('=');
        stage.env[name] = value.join('=');
      }
    },
    RUN(text) {
      if (SYSTEM_STEPS.includes(text)) return false;
      return run(text, { cwd: inStage('.'), env: stage.env });
    },
    COPY(text) {
      const words = text.split(/\s+/);
      const from = /^--from=(.*)$/.exec(words[0])?.[1];
      if (from) words.shift();
      const to = words.pop();
      for (const word of words) {
        const source = path.join(from ? stages.get(from).root : context, word);
        copy(source, inStage(to), to.endsWith('/') || words.length > 1);
      }
      return undefined;
    },
    USER(text) {
      stage.user = text;
    },
    EXPOSE() {},
    HEALTHCHECK(text) {
      stage.healthcheck = JSON.parse(text.slice(text.indexOf('[')));
    },
    CMD(text) {
      stage.command = JSON.parse(text);
    },
  };
  for (const { name, text } of steps) {
    if (!take[name]) throw new Error(`No way to take the step ${name} ${text}`);
    const start = Date.now();
    const left =
      take[name](text) === false ? ' (left out: for the image only)' : '';
    const seconds = Math.round((Date.now() - start) / 1000);
    console.log(
      `> ${name} ${text.slice(0, 90)}${left}${
        seconds > 0 ? `: ${seconds} s` : ''
      }`,
    );
  }
  return stage;
}

/** As COPY does: of a folder its content. */
function copy(source, target, intoFolder) {
  if (!existsSync(source)) throw new Error(`There is no ${source} to copy`);
  if (!statSync(source).isDirectory()) {
    const file = intoFolder ? path.join(target, path.basename(source)) : target;
    cpSync(source, file);
    return;
  }
  mkdirSync(target, { recursive: true });
  const entries = readdirSync(source).map(name => path.join(source, name));
  const { status } = spawnSync('cp', ['-a', ...entries, target], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${source} could not be copied`);
}
