import { Check, ChevronDown, Minus, SquareArrowOutUpRight } from 'lucide-react';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Header,
} from 'react-aria-components';
import type { GivenRole, ResourceKind } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';
import { useRoleWords } from './custom-roles.js';

export interface RoleMenuProps<R extends GivenRole> {
  kind: ResourceKind;
  value: R;
  /** What the value is called, where it may be a role that is no more. */
  text?: string;
  options: readonly R[];
  /** Names the button: "Nadia Belkacem : peut modifier". */
  label: string;
  /** Above the rights, when they would be set beside an inherited one. */
  heading?: string;
  onChoose: (role: R) => void;
  onRevoke?: () => void;
  source?: { label: string; onOpen: () => void };
  isFramed?: boolean;
  /** For a guest or a link. */
  isOutside?: boolean;
}

export function RoleMenu<R extends GivenRole>(props: RoleMenuProps<R>) {
  const { kind, value, text, options, label, onRevoke, source, isFramed } = props;
  const t = useT();
  const words = useRoleWords(kind);
  return (
    <MenuTrigger>
      <Button className={`mq-role ${isFramed ? 'framed' : ''}`} aria-label={label}>
        {text ?? words.of(value)}
        <Icon of={ChevronDown} size="s" />
      </Button>
      <Popover className="mq-pop" placement="bottom end" offset={4}>
        <Menu className="mq-menu roles" aria-label={label}>
          {options.length > 0 && <RoleSection {...props} />}
          {(onRevoke ?? source) && options.length > 0 ? <Separator /> : null}
          {source && (
            <MenuItem id="source" textValue={source.label} onAction={source.onOpen}>
              <Icon of={SquareArrowOutUpRight} />
              <span>{source.label}</span>
            </MenuItem>
          )}
          {onRevoke && (
            <MenuItem id="revoke" textValue={t('share.revoke')} onAction={onRevoke}>
              <Icon of={Minus} className="danger" />
              <span className="danger">{t('share.revoke')}</span>
              <span className="d">{t('share.revokeDoes')}</span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The rights to choose from, each with what it allows. */
function RoleSection<R extends GivenRole>({
  kind,
  value,
  options,
  label,
  heading,
  onChoose,
  isOutside,
}: RoleMenuProps<R>) {
  const words = useRoleWords(kind);
  return (
    <MenuSection
      aria-label={heading ?? label}
      selectionMode="single"
      disallowEmptySelection={!heading}
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const role = options.find((one) => keys !== 'all' && keys.has(one));
        if (role && (role !== value || heading)) onChoose(role);
      }}
    >
      {heading && <Header>{heading}</Header>}
      {options.map((role) => (
        <MenuItem key={role} id={role} textValue={words.of(role)}>
          {role === value && !heading ? <Icon of={Check} /> : <span />}
          <span>{words.of(role)}</span>
          <span className="d">{words.does(role, isOutside)}</span>
        </MenuItem>
      ))}
    </MenuSection>
  );
}
