import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';

/** An element of the public test file. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export interface TestCase {
  readonly name: string;
  readonly requests: readonly Element[];
  readonly cleanup: readonly Element[];
}

export interface TestGroup {
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly cases: readonly TestCase[];
}

export interface TestFile {
  readonly prerequisites: ReadonlyMap<string, TestCase>;
  readonly groups: readonly TestGroup[];
}

export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  childrenOf(element, name)[0];

function parse(xml: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root;
}

const caseOf = (element: Element): TestCase => ({
  name: element.attributes['Name'] ?? '',
  requests: childOf(element, 'Requests')?.children ?? [],
  cleanup: childOf(element, 'CleanupRequests')?.children ?? [],
});

/** `TestCases.xml` of Microsoft's WOPI validator. */
export function readTestFile(path: string): TestFile {
  const validation = childOf(parse(readFileSync(path, 'utf8')), 'WopiValidation');
  const prerequisites = childrenOf(childOf(validation, 'PrereqCases'), 'TestCase').map(caseOf);
  return {
    prerequisites: new Map(prerequisites.map((one) => [one.name, one])),
    groups: childrenOf(validation, 'TestGroup').map((group) => ({
      name: group.attributes['Name'] ?? '',
      prerequisites: childrenOf(childOf(group, 'PrereqTests'), 'PrereqTest').map(({ text }) => text.trim()),
      cases: childrenOf(childOf(group, 'TestCases'), 'TestCase').map(caseOf),
    })),
  };
}
