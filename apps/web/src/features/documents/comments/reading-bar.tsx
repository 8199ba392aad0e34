import { MessageSquarePlus } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { Button } from '../../../ui/index.js';
import { ModeSwitch } from '../suggestions/mode-switch.js';
import type { Modes } from '../suggestions/use-mode.js';

/** The tools of whoever comments and does not change the text. */
export function ReadingBar({ onComment, modes }: { onComment: () => void; modes: Modes }) {
  const t = useT();
  return (
    <div className="mq-tools-bar" data-region="toolbar" tabIndex={-1}>
      <Toolbar className="mq-tools" aria-label={t('comment.reading')}>
        {modes.offered.length > 1 && <ModeSwitch {...modes} />}
        <Button size="s" icon={MessageSquarePlus} onPress={onComment}>
          {t('comment.tool')}
        </Button>
      </Toolbar>
    </div>
  );
}
