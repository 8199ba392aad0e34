import { ChevronDown } from 'lucide-react';
import type { Locale } from '@maroquin/contracts';
import { useT } from '../i18n/index.js';
import { Button, Menu } from '../ui/index.js';

export interface StatusBarProps {
  measure: string;
  language: Locale;
  onLanguage: (language: Locale) => void;
}
/** The foot of the editor: how long the text is and in which language it is checked. */
export function StatusBar({ measure, language, onLanguage }: StatusBarProps) {
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
    </footer>
  );
}
