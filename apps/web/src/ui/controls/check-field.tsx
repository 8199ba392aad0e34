import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from '../signs/icon.js';

interface CheckFieldProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}
/** One box to tick, with its words. */
export function CheckField({ isSelected, onChange, isDisabled, children }: CheckFieldProps) {
  return (
    <Checkbox className="mq-check" {...{ isSelected, onChange, isDisabled }}>
      <span className="box">{isSelected && <Icon of={Check} size="s" />}</span>
      <span>{children}</span>
    </Checkbox>
  );
}
