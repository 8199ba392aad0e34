import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaProps,
} from 'react-aria-components';
import { Link, type To } from 'react-router';
import { Icon } from '../signs/icon.js';

export type Variant = 'plain' | 'primary' | 'soft' | 'ghost' | 'danger';
export type Size = 's' | 'm' | 'l';

const classOf = (variant: Variant, size: Size, full?: boolean, extra = '') =>
  `mq-btn ${variant} ${size} ${full ? 'full' : ''} ${extra}`;

export interface ButtonProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  children: ReactNode;
  variant?: Variant;
  size?: Size;
  icon?: LucideIcon;
  full?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A verb, with its object when it stands alone. One primary a screen. */
export function Button({
  children,
  variant = 'plain',
  size = 'm',
  icon,
  full,
  className,
  isPending,
  ...rest
}: ButtonProps) {
  // While it works, the button keeps the focus and takes no second press.
  const waiting = isPending
    ? { 'aria-disabled': true, 'aria-busy': true, type: 'button' as const, onPress: undefined }
    : {};
  return (
    <AriaButton {...rest} {...waiting} className={classOf(variant, size, full, className)}>
      {icon && <Icon of={icon} size={size === 's' ? 's' : 'm'} />}
      {children}
    </AriaButton>
  );
}

export interface LinkButtonProps {
  to: To;
  children: ReactNode;
  variant?: Variant;
  size?: Size;
  icon?: LucideIcon;
  full?: boolean;
}
/** Goes somewhere, but looks like a button. */
export function LinkButton({ to, children, variant = 'plain', size = 'm', icon, full }: LinkButtonProps) {
  return (
    <Link to={to} className={classOf(variant, size, full)}>
      {icon && <Icon of={icon} />}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  icon: LucideIcon;
  /** Its name for everybody: tooltip and accessible name. */
  label: string;
  /** Shown in the tooltip, as in "Ctrl+K". */
  keys?: string;
  size?: 's' | 'm';
  /** Present: a two-state button (`aria-pressed`). */
  isPressed?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}
export function IconButton({
  icon,
  label,
  keys,
  size = 'm',
  isPressed,
  className = '',
  ...rest
}: IconButtonProps) {
  const common = { 'aria-label': label, className: `mq-ib ${size} ${className}` };
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {isPressed === undefined ? (
        <AriaButton {...rest} {...common}>
          <Icon of={icon} />
        </AriaButton>
      ) : (
        <ToggleButton
          {...common}
          isSelected={isPressed}
          isDisabled={rest.isDisabled}
          onPress={rest.onPress}
          excludeFromTabOrder={rest.excludeFromTabOrder}
          ref={rest.ref}
        >
          <Icon of={icon} />
        </ToggleButton>
      )}
      <Tip>
        {label}
        {keys && <kbd>{keys}</kbd>}
      </Tip>
    </TooltipTrigger>
  );
}

export function Tip({ children }: { children: ReactNode }) {
  return (
    <Tooltip className="mq-tip" offset={6}>
      {children}
    </Tooltip>
  );
}
