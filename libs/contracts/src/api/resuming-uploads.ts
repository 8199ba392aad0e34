/**
 * For `onAfterResponse` of tus's client. Where a server cannot say how far an upload has come, tus begins another, and a
 * file whose last answer was lost would be there twice: this makes it trouble that passes, after which it asks again.
 * @throws {Error} for an answer that says nothing of the upload
 */
export function askAgainLater(request: { getMethod(): string }, response: { getStatus(): number }): void {
  const status = response.getStatus();
  const noContent = status >= 500 || status === 401 || status === 429;
  if (request.getMethod() === 'HEAD' && noContent) throw new Error(`no answer but ${String(status)}`);
}
