/**
 * One act sends a hint to many pages: each refetches at a moment of its own within this time, and once however many hints come.
 * @param withinMs the latest moment
 */
export function spread(
  work: () => void,
  withinMs: number,
): { readonly schedule: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    schedule: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, Math.random() * withinMs);
    },
    stop: () => clearTimeout(timer),
  };
}
