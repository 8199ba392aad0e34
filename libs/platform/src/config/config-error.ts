/**
 * A variable that stops the boot. The message is one line: the variable, what is wrong and what to do, in French
 * and in English. It never repeats the value, which may be a secret.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly variable: string,
    fr: string,
    en: string,
  ) {
    super(`${variable}\u00a0: ${fr} / ${variable}: ${en}`);
  }
}
