import type { MessageView } from '@maroquin/contracts';
import { createContext, Fragment, type ReactNode, use } from 'react';
import { useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { isEverybody, mentionName } from './mentions.js';
import { type Block, type Inline, richText } from './rich-text.js';

type Mentions = MessageView['mentions'];
const mentioned = createContext<Mentions>(undefined);

/** What somebody wrote, with its marks. `mentions`: what those whom it mentions are called. */
export function MessageBody({ text, mentions }: { text: string; mentions?: Mentions }) {
  if (text === '') return null;
  return (
    <mentioned.Provider value={mentions}>
      <div className="mq-dis-text" dir="auto">
        {richText(text).map((block, index) => (
          <Fragment key={index}>{shown(block)}</Fragment>
        ))}
      </div>
    </mentioned.Provider>
  );
}

function Mention({ target }: { target: string }) {
  const t = useT();
  const isMe = useMe().person.id === target || isEverybody(target);
  const name = mentionName(target, use(mentioned)) ?? t('message.someone');
  return <span className={`mq-dis-at ${isMe ? 'me' : ''}`}>@{name}</span>;
}

function shown(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inline(block.parts)}</p>;
    case 'quote':
      return <blockquote>{inline(block.parts)}</blockquote>;
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'bullets':
    case 'numbers': {
      const items = block.items.map((item, index) => <li key={index}>{inline(item)}</li>);
      return block.kind === 'bullets' ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
}

const inline = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, index) => <Fragment key={index}>{shownInline(part)}</Fragment>);

function shownInline(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'mention':
      return <Mention target={part.target} />;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      );
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{inline(part.parts)}</strong>;
    case 'em':
      return <em>{inline(part.parts)}</em>;
    case 'del':
      return <del>{inline(part.parts)}</del>;
  }
}
