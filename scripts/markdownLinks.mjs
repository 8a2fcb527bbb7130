import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

// A link or an image; links do not nest here.
const LINK = /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g;
// A row of headings, the line below it, and one row of images that were left out.
const TABLE_OF_NOTHING = /^\|.*\|\n\|[-| ]+\|\n\|[| ]+\|\n\n?/gm;

/** Whether a target is a file beside the text, and not an address or a place in the text itself. */
function isFile(target) {
  return !/^[a-z]+:|^#/.test(target);
}

/** The text without what stands in blocks of code, where brackets are no links. */
function prose(text) {
  return text.replace(/^( *)```[^]*?^\1```/gm, '');
}

/**
 * The text of a file of the repository as it must be in a package: links to what the package holds are those of their
 * new place, other links are only their words, and other images are left out, with tables that had nothing else.
 *
 * @param from - where the file is in the repository
 * @param to - where it is in the package
 * @param inPackage - where a file of the repository is in the package, or undefined
 */
export function relinked(text, from, to, inPackage) {
  const changed = text.replace(LINK, (whole, image, words, target) => {
    if (!isFile(target)) return whole;
    const [file, anchor] = target.split('#');
    const place = inPackage(path.join(path.dirname(from), file));
    if (place) {
      const link = path.relative(path.dirname(to), place);
      return `${image}[${words}](${link}${anchor ? `#${anchor}` : ''})`;
    }
    return image ? '' : words;
  });
  return changed.replace(TABLE_OF_NOTHING, '');
}

/** The anchors that a text has, as GitHub makes them of headings. */
function anchors(text) {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[`*]/g, '')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

/** The links of a Markdown file in a folder that lead to no file, or to no heading of it. */
export function brokenLinks(folder, file) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  return [...prose(text).matchAll(LINK)]
    .map(([, , , target]) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .filter(target => {
      const [to, anchor] = target.split('#');
      const place = to
        ? path.join(folder, path.dirname(file), to)
        : path.join(folder, file);
      if (!existsSync(place)) return true;
      return (
        anchor !== undefined &&
        place.endsWith('.md') &&
        !anchors(readFileSync(place, 'utf8')).includes(anchor)
      );
    });
}
