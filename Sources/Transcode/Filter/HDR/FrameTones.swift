import CLibav

extension Frame {
    /// How its tones have to be mapped for an SDR picture; `nil` if it is one.
    func tones(isHD: Bool) -> ToneTable.Kind? {
        switch pointer.pointee.color_trc {
        case AVCOL_TRC_SMPTE2084: ToneTable.Kind(transfer: .perceptual, peak: peak, isHD: isHD)
        case AVCOL_TRC_ARIB_STD_B67: ToneTable.Kind(transfer: .hybridLog, peak: 1000, isHD: isHD)
        default: nil
        }
    }

    /// The brightest light that the source says it has, if that makes sense; in cd/m².
    private var peak: Double {
        let light = av_frame_get_side_data(pointer, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL)
        guard let light, light.pointee.size >= MemoryLayout<AVContentLightMetadata>.size else {
            return 1000
        }
        let most = light.pointee.data.withMemoryRebound(
            to: AVContentLightMetadata.self, capacity: 1
        ) {
            Double($0.pointee.MaxCLL)
        }
        return most < 250 ? 1000 : min(most, 4000)
    }
}
