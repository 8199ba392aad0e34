import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Events } from '@maroquin/platform/events';
import { PeopleHere, type PersonHere } from './people-here.js';

/** Who is in front of a page, on whatever node. */
@Injectable()
export class WhoIsHere {
  readonly people: PeopleHere;
  /** For whoever shows it. */
  onChange: (event: PersonHere) => void = () => undefined;

  constructor(events: Events, @Inject(CLOCK) clock: Clock) {
    this.people = new PeopleHere(
      clock,
      (event) => events.sendToOtherNodes({ type: 'person.here', ...event }),
      (event) => this.onChange(event),
    );
  }
}
