export const fr = {};
export const en: Record<keyof typeof fr, string> = {};
