/** A program of others that a suite needs cannot be had on this machine: said in one line, and nothing is judged. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram';

  constructor(program: string, remedy: string) {
    super(`${program} is missing: ${remedy}`);
  }
}
