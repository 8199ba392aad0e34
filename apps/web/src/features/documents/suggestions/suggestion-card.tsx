import { Check, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ChangePart, PendingChange } from '@maroquin/prose';
import { useMe } from '../../../api/index.js';
import { useDates, useT } from '../../../i18n/index.js';
import { Avatar, Button, useStore } from '../../../ui/index.js';
import type { HueBook } from '../writing/hues.js';
import type { DocumentSuggestions } from './document-suggestions.js';
import { useNameOf } from './use-names.js';
import { RemovesDialog } from './removes-dialog.js';
import { useSettle } from './use-settle.js';

interface SuggestionCardProps {
  change: PendingChange;
  suggestions: DocumentSuggestions;
  hues: HueBook;
  /** Whether this person accepts and rejects; one's own suggestion is withdrawn by whoever made it. */
  canSettle: boolean;
}

/** One suggestion: the words, who suggests them, and what one does about it. On the card A accepts and R rejects. */
export function SuggestionCard({ change, suggestions, hues, canSettle }: SuggestionCardProps) {
  const t = useT();
  const nameOf = useNameOf(suggestions);
  const me = useMe().person;
  const card = useRef<HTMLElement>(null);
  const isActive = useStore(suggestions.active) === change.key;
  const { isAsking, stopAsking, accept, acceptAnyway, reject } = useDecision(change, suggestions, canSettle);
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const name = nameOf(change.author);
  const isMine = change.author === me.id;
  const open = (): void => {
    suggestions.active.set(change.key);
    suggestions.text?.show(change);
  };
  return (
    <article
      ref={card}
      className={`mq-comment mq-suggestion ${isActive ? 'act' : ''}`}
      aria-label={t('suggestion.of', { name })}
      aria-current={isActive ? 'true' : undefined}
      data-suggestion={change.key}
      tabIndex={-1}
      onKeyDown={canSettle ? keysOf(accept, reject) : undefined}
      onClick={open}
    >
      <Author change={change} name={name} hue={hues.of(change.author)} />
      <p className={`mq-suggestion-words hue-${String(hues.of(change.author))}`}>
        {change.parts.map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </p>
      {(canSettle || isMine) && <Acts {...{ name, canSettle, accept, reject }} />}
      {isAsking && (
        <RemovesDialog names={change.removesOf.map(nameOf)} onConfirm={acceptAnyway} onClose={stopAsking} />
      )}
    </article>
  );
}

/** Accepting asks first where it removes what others suggested. */
function useDecision(change: PendingChange, suggestions: DocumentSuggestions, canSettle: boolean) {
  const [isAsking, setAsking] = useState(false);
  const { settle } = useSettle(suggestions);
  const accept = (): void => (change.removesOf.length > 0 ? setAsking(true) : settle([change], 'accept'));
  const reject = (): void => settle([change], 'reject', !canSettle);
  const acceptAnyway = (): void => {
    setAsking(false);
    settle([change], 'accept');
  };
  return { isAsking, stopAsking: () => setAsking(false), accept, acceptAnyway, reject };
}

const keysOf =
  (accept: () => void, reject: () => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const key = keyOf(event);
    const act = key === 'a' ? accept : key === 'r' ? reject : undefined;
    if (act === undefined) return;
    act();
    event.preventDefault();
  };

/** What is pressed on the card, once; '': a shortcut, a key that is held, or one in a dialog that the card opened. */
const keyOf = (event: KeyboardEvent<HTMLElement>): string => {
  const isPlain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
  const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
  return isPlain && isHere ? event.key.toLowerCase() : '';
};

function Author({ change, name, hue }: { change: PendingChange; name: string; hue: number }) {
  const t = useT();
  const dates = useDates();
  return (
    <p className="mq-comment-who">
      <Avatar person={{ id: change.author, name }} hue={hue} size="s" isDecorative />
      <b className="mq-cut">{name}</b>
      <time className="mq-small mq-sec mq-grow" dateTime={change.date}>
        {Number.isNaN(Date.parse(change.date)) ? '' : dates.short(change.date)}
      </time>
      <span className="mq-tag">{t('suggestion.tag')}</span>
    </p>
  );
}

interface ActsProps {
  name: string;
  canSettle: boolean;
  accept: () => void;
  reject: () => void;
}
function Acts({ name, canSettle, accept, reject }: ActsProps) {
  const t = useT();
  return (
    <div className="mq-suggestion-acts">
      {canSettle && (
        <Button size="s" icon={Check} aria-label={t('suggestion.acceptOf', { name })} onPress={accept}>
          {t('suggestion.accept')}
        </Button>
      )}
      <Button
        size="s"
        variant="ghost"
        icon={X}
        aria-label={canSettle ? t('suggestion.rejectOf', { name }) : t('suggestion.withdrawMine')}
        onPress={reject}
      >
        {t(canSettle ? 'suggestion.reject' : 'suggestion.withdraw')}
      </Button>
    </div>
  );
}

const SHOWN = 240;

function Part({ part: { kind, what, text } }: { part: ChangePart }) {
  const t = useT();
  if (what !== 'text')
    return (
      <span className="mq-suggestion-block">
        {t(`suggestion.${kind}.${what}`)} {what === 'mention' && `${text} `}
      </span>
    );
  const words = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return (
    <>
      <span className="mq-vh">{t(`suggestion.${kind}`)}</span>
      {kind === 'ins' ? <ins className="mq-ins">{words}</ins> : <del className="mq-del">{words}</del>}{' '}
    </>
  );
}
