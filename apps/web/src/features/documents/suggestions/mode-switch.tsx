import { Check, Eye, FilePen, type LucideIcon, PenLine } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup, TooltipTrigger } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { announce, Icon, IconButton, Menu, Tip, useIsPhone } from '../../../ui/index.js';
import { EDIT_MODES, type EditMode } from './document-suggestions.js';
import type { Modes } from './use-mode.js';

const ICONS: Readonly<Record<EditMode, LucideIcon>> = { write: PenLine, suggest: FilePen, read: Eye };

/** Écrire, Suggérer, Lire: what typing does. Signs alone where room is scarce, one button on a phone. */
export function ModeSwitch({
  mode,
  offered,
  choose,
  isOnly,
  isShort = false,
}: Modes & { isShort?: boolean }) {
  const t = useT();
  const isPhone = useIsPhone();
  const change = (next: EditMode): void => {
    choose(next);
    announce(t(`mode.now.${next}`));
  };
  if (isPhone) return <ModeMenu mode={mode} offered={offered} onChange={change} />;
  return (
    <ToggleButtonGroup
      className="mq-modes"
      aria-label={t('mode.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[mode]}
      onSelectionChange={(keys) => {
        const next = EDIT_MODES.find((id) => keys.has(id));
        if (next !== undefined) change(next);
      }}
    >
      {offered.map((id) => (
        <TooltipTrigger key={id} delay={500} closeDelay={100}>
          <ToggleButton id={id} className="mq-mode" aria-label={t(`mode.${id}`)}>
            <Icon of={ICONS[id]} />
            {!isShort && <span>{t(`mode.${id}`)}</span>}
          </ToggleButton>
          <Tip>
            {t(isOnly && id === 'suggest' ? 'mode.only.suggest' : `mode.does.${id}`)}
            {id === 'suggest' && <kbd>{t('mode.keys')}</kbd>}
          </Tip>
        </TooltipTrigger>
      ))}
    </ToggleButtonGroup>
  );
}

interface ModeMenuProps extends Pick<Modes, 'mode' | 'offered'> {
  onChange: (mode: EditMode) => void;
}

function ModeMenu({ mode, offered, onChange }: ModeMenuProps) {
  const t = useT();
  const label = t('mode.menu', { now: t(`mode.${mode}`) });
  return (
    <Menu
      label={label}
      placement="top"
      trigger={<IconButton icon={ICONS[mode]} label={label} />}
      items={offered.map((id) => ({
        id,
        icon: id === mode ? Check : ICONS[id],
        label: t(`mode.${id}`),
        onAction: () => onChange(id),
      }))}
    />
  );
}
