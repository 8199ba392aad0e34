import { useRef, useState } from 'react';
import type { GivenRole, HeldRight, ResourceView, SubjectView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { announce, Button, ErrorNote, Note } from '../../../ui/index.js';
import { useSetGrant, type AccessLine } from './access-api.js';
import { useThroughWords } from './through-words.js';
import { useRoleWords } from '../roles/custom-roles.js';
import { RoleMenu } from '../roles/role-menu.js';
import { MAX_CHIPS, SubjectField } from './subject-field.js';
import { useChosenSubjects } from './use-chosen-subjects.js';

/** `give` answers those who could not be given it. */
function useGive(resource: ResourceView) {
  const grant = useSetGrant(resource.id);
  const words = useRoleWords(resource.kind);
  const said = useThroughWords(resource);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const give = async (chosen: readonly SubjectView[], role: GivenRole) => {
    setState({ busy: true, error: null });
    let left = chosen;
    try {
      for (const subject of chosen) {
        const { through } = await grant.mutateAsync({ subjectId: subject.id, role, expiresAt: null });
        left = left.filter((one) => one !== subject);
        announce(said.given(subject, words.of(role), through));
      }
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
    return left;
  };
  return { state, give };
}

/** One field for people and groups, several at once; then the right, then the button. */
export function GiveAccess({
  resource,
  lines,
  mine,
  invite,
}: {
  resource: ResourceView;
  lines: readonly AccessLine[];
  mine: HeldRight;
  /** For an address outside the directory. */
  invite: { label: string; run: (address: string) => void } | null;
}) {
  const words = useRoleWords(resource.kind);
  const { state, give } = useGive(resource);
  const options = words.options(mine);
  const [role, setRole] = useState<GivenRole>(
    options.find((one) => one === 'editor') ??
      (resource.kind === 'channel' ? options[1] : options[0]) ??
      'reader',
  );
  const { unknown, setChosen, field: picker } = useChosenSubjects(MAX_CHIPS);
  const { chosen } = picker;
  const field = useRef<HTMLInputElement>(null);
  const onGive = () =>
    void give(chosen, role).then((left) => {
      // Before the button goes, which would leave the focus nowhere.
      field.current?.focus();
      setChosen(left);
    });
  const foot = { role, options, onRole: setRole, onGive, isBusy: state.busy };
  const alreadyHere = new Set(lines.filter((line) => line.own).map((line) => line.subject.id));
  return (
    <div className="mq-give">
      <SubjectField autoFocus inputRef={field} {...picker} hidden={alreadyHere} invite={invite} />
      {unknown.length > 0 && <UnknownNote names={unknown} />}
      {state.error !== null && <ErrorNote error={state.error} />}
      {chosen.length > 0 && <GiveFoot kind={resource.kind} count={chosen.length} {...foot} />}
    </div>
  );
}

export function UnknownNote({ names }: { names: readonly string[] }) {
  const t = useT();
  return (
    <Note tone="warn" isAlert>
      <p>{t('share.notFound', { names: names.join(', ') })}</p>
    </Note>
  );
}

interface GiveFootProps {
  kind: ResourceView['kind'];
  count: number;
  role: GivenRole;
  options: readonly GivenRole[];
  onRole: (role: GivenRole) => void;
  onGive: () => void;
  isBusy: boolean;
}
function GiveFoot({ kind, count, role, options, onRole, onGive, isBusy }: GiveFootProps) {
  const t = useT();
  const words = useRoleWords(kind);
  return (
    <div className="mq-row mq-wrap give">
      <span className="mq-small mq-sec mq-grow">{t('share.willHave', { count })}</span>
      <RoleMenu
        kind={kind}
        value={role}
        options={options}
        label={t('share.roleGiven', { role: words.of(role) })}
        onChoose={onRole}
        isFramed
      />
      <Button variant="primary" isPending={isBusy} onPress={onGive}>
        {isBusy ? t('share.giving') : t('share.give')}
      </Button>
    </div>
  );
}
