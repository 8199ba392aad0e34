/** Word joiner: no width, no break, no letter. */
const JOINER = '\u2060';

/**
 * The words of a comment for an office file. LibreOffice writes comments into its web pages as they are: between `<!--`
 * and `-->`, or as markup where they begin with `HTML:` or are a `<meta …>`. A joiner keeps words from ending the one or
 * beginning the other.
 */
export const guardedRemark = (text: string): string =>
  text
    .replaceAll(/--(?=!?>)/g, `--${JOINER}`)
    .replace(/^\s*(?:HTML(?=:)|<(?=meta))/i, (words) => words + JOINER);

/** What was said, of a file that we wrote. */
export const unguardedRemark = (text: string): string =>
  text.replaceAll(/--\u2060(?=!?>)/g, '--').replace(/^(\s*(?:HTML(?=\u2060:)|<(?=\u2060meta)))\u2060/i, '$1');
