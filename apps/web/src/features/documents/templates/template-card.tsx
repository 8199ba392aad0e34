import { Check } from 'lucide-react';
import { Icon } from '../../../ui/index.js';
import type { TemplateChoice } from './template-choices.js';

/** Lines of a page in small, by what stands in it: h a short line, r at the right, t a title, c centred, g a rule, x a frame. */
const PAGES: Readonly<Record<string, string>> = {
  note: 'h r t . . s . . . s',
  letter: 'h h r r s . . . s r',
  minutes: 't h x . . s x . . s',
  deliberation: 'c c g . . s . . s c',
  order: 'c g c h . . s h . .',
};
const ANY = 't . . s . . . s . .';

interface TemplateCardProps {
  choice: TemplateChoice;
  isChosen: boolean;
  onChoose: () => void;
}
export function TemplateCard({ choice, isChosen, onChoose }: TemplateCardProps) {
  return (
    <label className="mq-tpl">
      <input type="radio" name="template" checked={isChosen} onChange={onChoose} />
      <span className="th" aria-hidden="true">
        <span className="mini">
          {(PAGES[choice.key] ?? ANY).split(' ').map((line, index) => (
            <i key={index} className={line === '.' ? '' : line} />
          ))}
        </span>
      </span>
      <span className="ok" aria-hidden="true">
        <Icon of={Check} size="s" />
      </span>
      <b>{choice.name}</b>
      <span className="mq-small mq-sec">{choice.about}</span>
    </label>
  );
}
