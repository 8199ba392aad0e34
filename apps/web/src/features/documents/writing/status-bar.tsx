import { ChevronDown, Gauge } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Locale } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, Icon, Menu } from '../../../ui/index.js';
import type { DocumentLink } from './document-link.js';

export interface StatusBarProps {
  measure: string;
  language: Locale;
  onLanguage: (language: Locale) => void;
  provider: DocumentLink['provider'];
}
/** The foot of the editor: how long the text is and in which language it is checked. */
export function StatusBar({ measure, language, onLanguage, provider }: StatusBarProps) {
  const t = useT();
  const names = { fr: t('editor.french'), en: t('editor.english') };
  const label = t('editor.language', { name: names[language] });
  return (
    <footer className="mq-doc-foot" aria-label={t('editor.state')}>
      <span className="mq-num">{measure}</span>
      <Menu
        label={label}
        placement="top start"
        trigger={
          <Button variant="ghost" size="s" aria-label={label}>
            {names[language]}
            <ChevronDown className="mq-i s" aria-hidden="true" />
          </Button>
        }
        items={[
          { id: 'fr', label: names.fr, onAction: () => onLanguage('fr') },
          { id: 'en', label: names.en, onAction: () => onLanguage('en') },
        ]}
      />
      <SlowNote provider={provider} />
    </footer>
  );
}

/** Where the network lets no WebSocket through: nothing is lost, so it is said quietly. */
function SlowNote({ provider }: Pick<StatusBarProps, 'provider'>) {
  const t = useT();
  const isSlow = useSyncExternalStore(provider.state.subscribe, () => provider.state.getSnapshot().slow);
  if (!isSlow) return null;
  return (
    <span className="mq-doc-slow" title={t('editor.slowHelp')}>
      <Icon of={Gauge} className="s" />
      <span>
        {t('editor.slow')}
        <span className="why"> {t('editor.slowWhy')}</span>
      </span>
    </span>
  );
}
