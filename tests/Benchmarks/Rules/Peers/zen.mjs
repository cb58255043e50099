// Judges documents with GoRules ZEN: node zen.mjs RULES DOCUMENTS SECONDS, in a folder where @gorules/zen-engine is installed.
// Prints one line of JSON: the hits of each document, how many were judged and in what time.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { ZenEngine } = require('@gorules/zen-engine');
const [rulesFile, documentsFile, seconds] = process.argv.slice(2);
const rules = JSON.parse(fs.readFileSync(rulesFile, 'utf8'));
const documents = fs.readFileSync(documentsFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

const content = {
  nodes: [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
    {
      id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 1, y: 0 },
      content: {
        hitPolicy: 'collect',
        inputs: [{ id: 'when', name: 'when' }],
        outputs: [{ id: 'id', field: 'id', name: 'id' }],
        rules: rules.map((r) => ({ _id: r.id, when: r.when, id: JSON.stringify(r.id) })),
      },
    },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
  ],
  edges: [
    { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
    { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
  ],
};

const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)));
const hits = [];
for (const document of documents) {
  const { result } = await decision.evaluate(document);
  hits.push((Array.isArray(result) ? result : []).map((r) => r.id));
}

const begun = process.hrtime.bigint();
const processor = process.cpuUsage();
const elapsed = () => Number(process.hrtime.bigint() - begun) / 1e9;
let judged = 0;
while (elapsed() < Number(seconds)) {
  await decision.evaluate(documents[judged++ % documents.length]);
}

const used = process.cpuUsage(processor);
console.log(JSON.stringify({ hits, judged, seconds: elapsed(), cpuSeconds: (used.user + used.system) / 1e6 }));
