/**
 * Many are told of one act: each looks at a moment of its own within so long, and once however often it is told.
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
