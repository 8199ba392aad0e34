import { ChevronDown, Gauge } from 'lucide-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import type { Locale } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, Icon, Menu } from '../../../ui/index.js';
import type { DocumentLink } from './document-link.js';
import { useChooseLanguage } from './language.js';

export interface StatusBarProps {
  measure: ReactNode;
  language: Locale;
  /** null: the language may not be chosen here. */
  documentId: string | null;
  provider: DocumentLink['provider'];
}
/** The foot of the editor: how long the text is and in which language it is checked. */
export function StatusBar({ measure, language, documentId, provider }: StatusBarProps) {
  const t = useT();
  return (
    <footer className="mq-doc-foot" aria-label={t('editor.state')}>
      <span className="mq-num">{measure}</span>
      {documentId === null ? (
        <span>{t(NAMES[language])}</span>
      ) : (
        <LanguageMenu documentId={documentId} language={language} />
      )}
      <SlowNote provider={provider} />
    </footer>
  );
}

const NAMES = { fr: 'editor.french', en: 'editor.english' } as const;

function LanguageMenu({ documentId, language }: { documentId: string; language: Locale }) {
  const t = useT();
  const choose = useChooseLanguage(documentId);
  const label = t('editor.language', { name: t(NAMES[language]) });
  return (
    <Menu
      label={label}
      placement="top start"
      trigger={
        <Button variant="ghost" size="s" aria-label={label}>
          {t(NAMES[language])}
          <ChevronDown className="mq-i s" aria-hidden="true" />
        </Button>
      }
      items={[
        { id: 'fr', label: t(NAMES.fr), onAction: () => choose('fr') },
        { id: 'en', label: t(NAMES.en), onAction: () => choose('en') },
      ]}
    />
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
