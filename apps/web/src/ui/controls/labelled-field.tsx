import { type ReactNode, useId } from 'react';

interface LabelledFieldProps {
  label: string;
  /** The control, which takes this id. */
  children: (id: string) => ReactNode;
}
/** A label above a control of the browser's own. */
export function LabelledField({ label, children }: LabelledFieldProps) {
  const id = useId();
  return (
    <div className="mq-field">
      <label className="mq-lbl" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}
