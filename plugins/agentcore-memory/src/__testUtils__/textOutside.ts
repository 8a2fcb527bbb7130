// The compiler of the repository, which every package is built with.
// eslint-disable-next-line @backstage/no-undeclared-imports
import ts from 'typescript';

/** Attributes and properties that hold no text for people. */
const NOT_SHOWN =
  /^(className|style|styles|key|id|role|name|path|field|fields|facets|scope|orderBy|variant|color|type|kind|d|viewBox|preserveAspectRatio|component|import)$/;

/** Calls whose arguments are no text for people: keys of messages, styles, errors of programmers, schemas. */
const NOT_TEXT =
  /^(t|agentCoreMemoryTranslationRef|makeStyles|describe|import|RegExp|test|indexOf|startsWith|endsWith|toLocaleString|toLocaleLowerCase|Error)$/;

function calleeOf(node: ts.CallExpression | ts.NewExpression): string {
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : expression.getText();
}

function isComparison(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    /^[!=]==$/.test(node.operatorToken.getText()) &&
    ts.isStringLiteral(node.right)
  );
}

function isSkipped(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return true;
  if (ts.isExportDeclaration(node) || isComparison(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    return NOT_TEXT.test(calleeOf(node));
  }
  return (
    (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) &&
    NOT_SHOWN.test(node.name.getText())
  );
}

/** Whether a string reads as words for people: two words, or one with a capital letter. */
function isText(text: string): boolean {
  return /\p{L}{2,}[,.:;]?\s+\p{L}|^\p{Lu}\p{Ll}+$/u.test(text.trim());
}

/** Whether a part of a template reads as a part of a sentence: a word with a blank beside it. */
function isPart(text: string): boolean {
  return isText(text) || /\s\p{L}{2,}|\p{L}{2,}\s/u.test(text);
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) {
    return /\p{L}/u.test(node.text) ? node.text : undefined;
  }
  if (
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  ) {
    return isPart(node.text) ? node.text : undefined;
  }
  return ts.isStringLiteralLike(node) && isText(node.text)
    ? node.text
    : undefined;
}

/** The texts of a file that people would see, and no translation could change. */
export function textsOutside(name: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSkipped(node)) {
      // What stands in a call of `t` beside its key may be JSX with text of its own.
      if (ts.isCallExpression(node) && calleeOf(node) === 't') {
        node.arguments.slice(1).forEach(visit);
      }
      return;
    }
    const text = textOf(node);
    if (text !== undefined) found.push(text.trim().replace(/\s+/g, ' '));
    ts.forEachChild(node, visit);
  };
  visit(
    ts.createSourceFile(
      name,
      source,
      ts.ScriptTarget.Latest,
      true,
      name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    ),
  );
  return found;
}
