/** For filters: case and accents do not count ("École" is found by "ecole"). */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
