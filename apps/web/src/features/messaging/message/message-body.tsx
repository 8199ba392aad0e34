import { Fragment, type ReactNode } from 'react';
import { type Block, type Inline, richText } from './rich-text.js';

/** What somebody wrote, with its marks. */
export function MessageBody({ text }: { text: string }) {
  return (
    <div className="mq-dis-text" dir="auto">
      {richText(text).map((block, index) => (
        <Fragment key={index}>{shown(block)}</Fragment>
      ))}
    </div>
  );
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
