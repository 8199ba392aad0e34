/** Tells the parent that the peer listens, and ends it in order when the parent asks. */
export function serve(end: () => Promise<unknown>): void {
  process.send?.({ ready: true });
  process.once('SIGTERM', () => {
    void end().finally(() => process.exit(0));
  });
}
