import { Check, Pencil, Tag, Tags } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { VersionView } from '@maroquin/contracts';
import type { HueBook } from '../writing/hues.js';
import { useDates, useT } from '../../../i18n/index.js';
import { AvatarStack, Icon, Menu, type MenuAction } from '../../../ui/index.js';
import { authorsOf, nameOf, reasonOf } from './version-words.js';
import { VersionName } from './version-name.js';

export interface VersionRowProps {
  version: VersionView;
  hues: HueBook;
  isCurrent: boolean;
  isChosen: boolean;
  /** Its name is being written. */
  isNaming: boolean;
  isFocusable: boolean;
  onChoose: () => void;
  onName: () => void;
  onUnname: () => void;
  onNamed: (name: string | null) => Promise<unknown>;
}

/** A moment: when, what it is called, who wrote. Entrée shows it, F2 names it. */
export function VersionRow(props: VersionRowProps) {
  const { version, hues, isCurrent, isChosen, isNaming, isFocusable, onChoose, onName, onNamed } = props;
  const t = useT();
  const dates = useDates();
  const button = useRef<HTMLButtonElement>(null);
  const isNamed = nameOf(version) !== null;
  const wasNaming = useRef(isNaming);
  useEffect(() => {
    if (wasNaming.current && !isNaming) button.current?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);
  const dot = isNamed ? 'seal' : isCurrent || isChosen ? 'full' : '';
  return (
    <li className={`mq-version ${isChosen ? 'chosen' : ''}`}>
      <span className={`dot ${dot}`} aria-hidden="true">
        {isNamed && <Icon of={Check} size="s" />}
      </span>
      <div className="what">
        {isNaming ? (
          <VersionName name={nameOf(version) ?? ''} onDone={onNamed} />
        ) : (
          <button
            ref={button}
            type="button"
            className="open"
            data-version={version.seq}
            aria-current={isChosen ? 'true' : undefined}
            tabIndex={isFocusable ? 0 : -1}
            title={dates.full(version.at)}
            onClick={onChoose}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'F2') return;
              event.preventDefault();
              onName();
            }}
          >
            <VersionLabel {...{ version, hues, isCurrent }} />
          </button>
        )}
      </div>
      {isChosen && !isNaming && (
        <Menu size="s" label={t('history.actions')} items={actionsOf(t, isNamed, props)} />
      )}
    </li>
  );
}

function VersionLabel({ version, hues, isCurrent }: Pick<VersionRowProps, 'version' | 'hues' | 'isCurrent'>) {
  const t = useT();
  const dates = useDates();
  const reason = reasonOf(t, dates, version);
  const isNamed = nameOf(version) !== null;
  return (
    <>
      <span className="line">
        {isNamed ? (
          <span className="name">{reason}</span>
        ) : (
          <time dateTime={version.at}>{dates.time(version.at)}</time>
        )}
        {isCurrent && <span className="mq-tag acc">{t('history.current')}</span>}
      </span>
      {isNamed ? (
        <time className="second" dateTime={version.at}>
          {dates.time(version.at)}
        </time>
      ) : (
        reason !== null && <span className="second">{reason}</span>
      )}
      <span className="who">
        {version.authors.length > 0 && (
          <span aria-hidden="true">
            <AvatarStack people={version.authors.map((one) => ({ ...one, hue: hues.of(one.id) }))} size="s" />
          </span>
        )}
        <span className="names">{authorsOf(t, version)}</span>
      </span>
    </>
  );
}

const actionsOf = (
  t: ReturnType<typeof useT>,
  isNamed: boolean,
  { onName, onUnname }: VersionRowProps,
): MenuAction[] => [
  {
    id: 'name',
    icon: isNamed ? Pencil : Tag,
    label: t(isNamed ? 'history.rename' : 'history.name'),
    keys: 'F2',
    onAction: onName,
  },
  ...(isNamed ? [{ id: 'unname', icon: Tags, label: t('history.unname'), onAction: onUnname }] : []),
];
