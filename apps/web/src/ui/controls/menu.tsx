import { Ellipsis, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  type PopoverProps,
} from 'react-aria-components';
import { IconButton } from './button.js';
import { Icon } from '../signs/icon.js';

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** In place of an icon: a colour, by the class that paints it. */
  swatch?: string;
  /** One line of consequence under the label. */
  description?: string;
  keys?: string;
  danger?: boolean;
  isDisabled?: boolean;
  /** A line above this item. */
  separated?: boolean;
  onAction: () => void;
}

export interface MenuProps {
  items: readonly MenuAction[];
  /** What opens it; without one, a "…" button named `label`. */
  trigger?: ReactElement;
  label: string;
  size?: 's' | 'm';
  placement?: PopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Menu({
  items,
  trigger,
  label,
  size,
  placement = 'bottom end',
  isOpen,
  onOpenChange,
}: MenuProps) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger ?? <IconButton icon={Ellipsis} label={label} size={size} />}
      <Popover className="mq-pop" placement={placement} offset={4}>
        <MenuItems items={items} label={label} />
      </Popover>
    </MenuTrigger>
  );
}

export function MenuItems({ items, label }: { items: readonly MenuAction[]; label: string }) {
  return (
    <AriaMenu className="mq-menu" aria-label={label}>
      {items.flatMap((item) => [
        ...(item.separated ? [<Separator key={`${item.id}-line`} />] : []),
        <MenuItem
          key={item.id}
          id={item.id}
          textValue={item.label}
          isDisabled={item.isDisabled}
          onAction={item.onAction}
          className={item.danger ? 'danger' : ''}
        >
          {item.icon ? (
            <Icon of={item.icon} />
          ) : (
            <span className={item.swatch && `mq-swatch ${item.swatch}`} />
          )}
          <span>{item.label}</span>
          {item.keys && <span data-keys={item.keys} aria-hidden="true" />}
          {item.description && <span className="d">{item.description}</span>}
        </MenuItem>,
      ])}
    </AriaMenu>
  );
}
