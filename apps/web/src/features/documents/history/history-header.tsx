import { ArrowLeft, History, RotateCw, Tag } from 'lucide-react';
import type { ResourceView, VersionView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, Icon, IconButton, NO_SIDEBAR, useMedia } from '../../../ui/index.js';
import { nameOf } from './version-words.js';

interface HistoryHeaderProps {
  resource: ResourceView;
  chosen: VersionView | null;
  isPhone: boolean;
  isCurrent: boolean;
  isRestoring: boolean;
  onBack: () => void;
  onName: (() => void) | null;
  onRestore: (version: VersionView) => void;
}

/** The way back, the document's name, and what can be done with the version that is shown. */
export function HistoryHeader(props: HistoryHeaderProps) {
  const { resource, chosen, isPhone, onBack } = props;
  const t = useT();
  const isNarrow = useMedia(NO_SIDEBAR);
  const back = t(isPhone && chosen !== null ? 'history.backToList' : 'history.back');
  return (
    <header className="mq-head mq-doc-head mq-history-head" data-region="header" tabIndex={-1}>
      {isNarrow ? (
        <IconButton icon={ArrowLeft} label={back} onPress={onBack} />
      ) : (
        <Button variant="ghost" icon={ArrowLeft} onPress={onBack}>
          {back}
        </Button>
      )}
      <div className="tt">
        <h1 className="mq-doc-title mq-cut">
          <span className="mq-vh">{t('history.title')} </span>
          {resource.name}
        </h1>
        {isPhone && (
          <p className="mq-small mq-sec mq-row">
            <Icon of={History} size="s" />
            {t('history.title')}
          </p>
        )}
      </div>
      <div className="acts">
        <HeaderActs {...props} />
      </div>
    </header>
  );
}

function HeaderActs({ chosen, isPhone, isCurrent, isRestoring, onName, onRestore }: HistoryHeaderProps) {
  const t = useT();
  if (chosen === null) return null;
  const acts = [
    ...(onName === null
      ? []
      : [
          {
            label: t(nameOf(chosen) === null ? 'history.name' : 'history.rename'),
            ...{ icon: Tag, variant: 'plain' as const, isPending: false, run: onName },
          },
        ]),
    ...(isCurrent
      ? []
      : [
          {
            label: t('history.restore'),
            ...{ icon: RotateCw, variant: 'primary' as const, isPending: isRestoring },
            run: () => onRestore(chosen),
          },
        ]),
  ];
  return acts.map(({ label, icon, variant, isPending, run }) =>
    isPhone ? (
      <IconButton key={label} icon={icon} label={label} onPress={() => !isPending && run()} />
    ) : (
      <Button key={label} variant={variant} icon={icon} isPending={isPending} onPress={run}>
        {label}
      </Button>
    ),
  );
}
