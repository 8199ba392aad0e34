import type { MessageView, PersonView } from '@maroquin/contracts';
import { type Translate, useT } from '../../../i18n/index.js';
import { useTypists } from '../conversation/typing.js';

/** Who is writing. Its line is kept free, so that nothing jumps; it is not read out: it would never end. */
export function TypingLine({ channelId, last }: { channelId: string; last: MessageView | undefined }) {
  const t = useT();
  const people = useTypists(channelId, { authorId: last?.author?.id ?? null, seq: last?.seq ?? 0 });
  return (
    <p className="mq-dis-typing" aria-hidden="true">
      {wordsFor(people, t)}
    </p>
  );
}

function wordsFor([first, second, ...others]: readonly PersonView[], t: Translate): string {
  if (first === undefined) return '';
  if (second === undefined) return t('typing.one', { name: first.name });
  if (others.length > 0) return t('typing.several');
  return t('typing.two', { first: first.name, second: second.name });
}
