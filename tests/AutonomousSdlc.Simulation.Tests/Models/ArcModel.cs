namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>ARC as figure 4 of the paper states it, over four lists with the most recent key last.</summary>
internal sealed class ArcModel(int c) : IModel
{
    private readonly List<int> _t1 = [];
    private readonly List<int> _t2 = [];
    private readonly List<int> _b1 = [];
    private readonly List<int> _b2 = [];
    private double _p;

    public int Count => _t1.Count + _t2.Count;

    public bool Access(int x)
    {
        if (_t1.Remove(x) || _t2.Remove(x))
        {
            _t2.Add(x);
            return true;
        }

        if (_b1.Contains(x))
        {
            _p = Math.Min(c, _p + Math.Max(1, (double)_b2.Count / _b1.Count));
            Replace(inB2: false);
            _b1.Remove(x);
            _t2.Add(x);
            return false;
        }

        if (_b2.Contains(x))
        {
            _p = Math.Max(0, _p - Math.Max(1, (double)_b1.Count / _b2.Count));
            Replace(inB2: true);
            _b2.Remove(x);
            _t2.Add(x);
            return false;
        }

        var l1 = _t1.Count + _b1.Count;
        var l2 = _t2.Count + _b2.Count;
        if (l1 == c)
        {
            if (_t1.Count < c)
            {
                _b1.RemoveAt(0);
                Replace(inB2: false);
            }
            else
            {
                _t1.RemoveAt(0);
            }
        }
        else if (l1 + l2 >= c)
        {
            if (l1 + l2 == 2 * c)
            {
                _b2.RemoveAt(0);
            }

            Replace(inB2: false);
        }

        _t1.Add(x);
        return false;
    }

    private void Replace(bool inB2)
    {
        if (_t1.Count > 0 && ((inB2 && _t1.Count == (int)_p) || _t1.Count > _p))
        {
            _b1.Add(_t1[0]);
            _t1.RemoveAt(0);
        }
        else if (_t2.Count > 0)
        {
            _b2.Add(_t2[0]);
            _t2.RemoveAt(0);
        }
        else
        {
            _b1.Add(_t1[0]);
            _t1.RemoveAt(0);
        }
    }
}
