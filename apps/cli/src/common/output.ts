/** What a command answers: one JSON object with --json, lines for people without. Nothing else goes to standard output. */
export function answer(json: boolean, value: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`);
}

/** Commands speak French unless the environment asks for English. */
export const speaksEnglish = (): boolean =>
  /^en/i.test(process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '');
export const say = (fr: string, en: string): string => (speaksEnglish() ? en : fr);
