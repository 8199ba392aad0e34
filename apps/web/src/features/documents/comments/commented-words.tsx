import { useT } from '../../../i18n/index.js';

const SHOWN = 240;

/** The words that a comment is about. `isGone`: they were deleted from the text. */
export function CommentedWords({ words, isGone = false }: { words: string; isGone?: boolean }) {
  const t = useT();
  const text = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
  return (
    <>
      {isGone && <p className="mq-small mq-sec">{t('comment.wordsGone')}</p>}
      <blockquote className={`mq-comment-words ${isGone ? 'gone' : ''}`}>{text}</blockquote>
    </>
  );
}
