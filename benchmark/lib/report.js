'use strict';

const number = (value) => {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toPrecision(value >= 10 ? 3 : 2);
};
const spread = (figure, unit) => {
  if (!figure) return '–';
  const scaled = (value) => number(unit === 'ms' ? value / 1000 : value);
  return `${scaled(figure.median)} (${scaled(figure.min)}–${scaled(figure.max)})`;
};
const mebibytes = (bytes) => (bytes ? `${number(bytes / 2 ** 20)} MiB` : '–');
const firstLine = (text) => text.split('\n', 1)[0];

function operationTable(result) {
  const { compare: measure, unit } = result;
  const ours = result.peers.find(({ name }) => name === 'ours')?.[measure]?.median;
  const rows = result.peers.map((peer) => {
    if (peer.failure) return [peer.name, 'left out', 'left out', 'left out', '–', '–'];
    const own = peer[measure]?.median;
    const times = ours && own ? `${number(own / ours)} ×` : '–';
    const figures = [peer.cpu, peer.main, peer.wall].map((figure) => spread(figure, unit));
    return [peer.name, ...figures, mebibytes(peer.peak), times];
  });
  const title = measure === 'cpu' ? 'CPU against ours' : 'wall against ours';
  return [['', 'client CPU', 'main-thread CPU', 'wall', 'peak RSS', title], ...rows];
}

const reasons = (result) =>
  result.peers
    .filter(({ failure }) => failure)
    .map(({ name, failure }) => `${name} left out: ${firstLine(failure)}\n`);

function aimTable(aims) {
  const names = { cpu: 'client CPU', wall: 'wall' };
  const rows = aims.map((aim) => [
    `${aim.title}: ${names[aim.measure]}`,
    aim.ours ? number(aim.ours) : 'not measured',
    aim.theirs ? number(aim.theirs) : 'not measured',
    aim.ratio ? `${aim.ratio.toFixed(2)} ×` : '–',
    `${aim.times} ×`,
    aim.met ? 'met' : 'NOT MET',
  ]);
  return [['aim', 'ours', 'ali-oss', 'ratio', 'wanted', ''], ...rows];
}

function plain(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}

function markdown(table) {
  const [head, ...rows] = table.map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${'---|'.repeat(table[0].length)}`, ...rows].join('\n');
}

/** One operation, for the terminal. */
exports.operation = (result) =>
  `${result.title}, ${result.unit} per call\n${plain(operationTable(result))}\n${reasons(result).join('')}`;

/** The aims, for the terminal. */
exports.aims = (aims) => `${plain(aimTable(aims))}\n`;

/** The whole of `RESULTS.md`. */
exports.results = ({ machine, sink, timing, peers, results, aims }) => {
  const { versions } = machine;
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const sections = results.map((result) =>
    [
      `## ${result.title}\n\n${result.unit} per call\n`,
      `${markdown(operationTable(result))}\n`,
      ...reasons(result),
    ].join('\n')
  );
  return `# Benchmark results

Written by \`npm run bench\`; do not edit. How it is measured: [README.md](README.md).

- ${machine.date}, ${machine.cpu}, ${machine.memory}, ${machine.system}; load before the run ${machine.load}
- ${listed.join(', ')}
- server: the sink, ${sink}
- ${timing.rounds} rounds of ${timing.seconds} s per peer, in turn, after ${timing.warmUp} s of warm-up; "first" and
  \`require\`: a fresh process a round, ${timing.processes} of them for \`require\`

Median of the rounds (least–most). Ratios count, not absolute times: they hold for this machine and run.

## Aims

${markdown(aimTable(aims))}

${sections.join('\n')}
## What each client does

${markdown([['client', 'per call'], ...peers.map(({ name, does }) => [name, does])])}
`;
};
