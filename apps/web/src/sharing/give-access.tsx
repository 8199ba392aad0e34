import { Users, X } from 'lucide-react';
import { useCallback, useState, type ClipboardEvent } from 'react';
import { Button as AriaButton, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { ResourceView, Role, SubjectView } from '@maroquin/contracts';
import { useT } from '../i18n/index.js';
import { announce, Avatar, Button, ErrorNote, Icon, Note, Tile } from '../ui/index.js';
import { searchDirectory, useDirectory, useSetGrant, type AccessLine } from './access-api.js';
import { RoleMenu } from './role-menu.js';
import { roleKey, rolesFor } from './roles.js';
import { useDebounced } from './use-debounced.js';

const MAX_CHIPS = 50;

/** One field for people and groups, several at once; then the right, then the button. */
export function GiveAccess({ resource, lines }: { resource: ResourceView; lines: readonly AccessLine[] }) {
  const t = useT();
  const grant = useSetGrant(resource.id);
  const options = rolesFor(resource.kind);
  const [role, setRole] = useState<Role>(options[1] === 'commenter' && resource.kind !== 'channel' ? 'editor' : (options[1] ?? 'reader'));
  const [chosen, setChosen] = useState<readonly SubjectView[]>([]);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });

  const choose = (subject: SubjectView) => {
    setChosen((before) => (before.some((one) => one.id === subject.id) ? before : [...before, subject].slice(0, MAX_CHIPS)));
    setUnknown([]);
  };
  const give = async () => {
    setState({ busy: true, error: null });
    let left = chosen;
    try {
      for (const subject of chosen) {
        await grant.mutateAsync({ subjectId: subject.id, role });
        left = left.filter((one) => one !== subject);
        announce(t('share.now', { name: subject.name, role: t(roleKey(role, resource.kind)) }));
      }
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
    setChosen(left);
  };

  const alreadyHere = new Set(lines.filter((line) => line.own).map((line) => line.subject.id));
  return (
    <div className="mq-give">
      <SubjectField
        chosen={chosen}
        hidden={alreadyHere}
        onChoose={choose}
        onRemove={(id) => setChosen(chosen.filter((one) => one.id !== id))}
        onUnknown={setUnknown}
      />
      {unknown.length > 0 && (
        <Note tone="warn" isAlert>
          <p>{t('share.notFound', { names: unknown.join(', ') })}</p>
        </Note>
      )}
      {state.error !== null && <ErrorNote error={state.error} />}
      {chosen.length > 0 && (
        <div className="mq-row mq-wrap give">
          <span className="mq-small mq-sec mq-grow">{t('share.willHave', { count: chosen.length })}</span>
          <RoleMenu
            kind={resource.kind}
            value={role}
            options={options}
            label={t('share.roleGiven', { role: t(roleKey(role, resource.kind)) })}
            onChoose={setRole}
            isFramed
          />
          <Button variant="primary" isPending={state.busy} onPress={() => void give()}>
            {state.busy ? t('share.giving') : t('share.give')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface SubjectFieldProps {
  chosen: readonly SubjectView[];
  hidden: ReadonlySet<string>;
  onChoose: (subject: SubjectView) => void;
  onRemove: (id: string) => void;
  onUnknown: (names: readonly string[]) => void;
}
function SubjectField({ chosen, hidden, onChoose, onRemove, onUnknown }: SubjectFieldProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<Element | null>(null);
  const findDialog = useCallback((element: HTMLElement | null) => setDialog(element?.closest('[role="dialog"]') ?? null), []);
  const wanted = useDebounced(text.trim(), 150);
  const directory = useDirectory(wanted);
  const found = wanted === '' ? [] : (directory.data ?? []).filter((one) => !hidden.has(one.id) && !chosen.some((has) => has.id === one.id));

  /** A list of addresses: each is looked for, those that are not known stay named below the field. */
  const paste = (event: ClipboardEvent) => {
    const parts = event.clipboardData.getData('text').split(/[\n;,]+/u).map((part) => part.trim()).filter(Boolean);
    if (parts.length < 2) return;
    event.preventDefault();
    void resolveAll(parts.slice(0, MAX_CHIPS)).then(({ subjects, missing }) => {
      for (const subject of subjects) onChoose(subject);
      onUnknown(missing);
    });
  };
  return (
    <ComboBox
      className="mq-field"
      items={found}
      inputValue={text}
      onInputChange={setText}
      selectedKey={null}
      onSelectionChange={(key) => {
        const subject = found.find((one) => one.id === key);
        if (!subject) return;
        onChoose(subject);
        setText('');
      }}
      allowsEmptyCollection={text.trim() !== ''}
      menuTrigger="input"
      defaultFilter={() => true}
    >
      <Label className="mq-lbl">{t('share.giveTo')}</Label>
      <div className="mq-combo" ref={findDialog}>
        {chosen.map((subject) => (
          <span className="mq-pill" key={subject.id}>
            {subject.kind === 'person' ? <Avatar person={subject} size="s" isDecorative /> : <Tile size="s"><Icon of={Users} size="s" /></Tile>}
            {subject.name}
            <AriaButton slot={null} aria-label={t('share.remove', { name: subject.name })} onPress={() => onRemove(subject.id)}>
              <Icon of={X} size="s" />
            </AriaButton>
          </span>
        ))}
        <Input
          placeholder={chosen.length === 0 ? t('share.placeholder') : undefined}
          onPaste={paste}
          onKeyDown={(event) => {
            const last = chosen.at(-1);
            if (event.key === 'Backspace' && text === '' && last) onRemove(last.id);
          }}
        />
      </div>
      {/* Inside the dialogue, so that its words belong to a region of the page. */}
      <Popover className="mq-pop mq-combo-pop" UNSTABLE_portalContainer={dialog ?? undefined}>
        <ListBox<SubjectView>
          className="mq-menu"
          renderEmptyState={() => (
            <p className="mq-small mq-muted none">{directory.isFetching || wanted !== text.trim() ? t('share.searching') : t('share.nobody')}</p>
          )}
        >
          {(subject) => (
            <ListBoxItem id={subject.id} textValue={subject.name}>
              {subject.kind === 'person' ? <Avatar person={subject} size="s" isDecorative /> : <Tile size="s"><Icon of={Users} size="s" /></Tile>}
              <span>{subject.name}</span>
              <span className="d">{subject.email ?? t('share.group')}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

const resolveAll = async (parts: readonly string[]) => {
  const subjects: SubjectView[] = [];
  const missing: string[] = [];
  for (const part of parts) {
    const found = await searchDirectory(part.slice(0, 100)).catch(() => []);
    const same = found.find((one) => one.email?.toLowerCase() === part.toLowerCase() || one.name.toLowerCase() === part.toLowerCase());
    if (same) subjects.push(same);
    else missing.push(part);
  }
  return { subjects, missing };
};
